import { useId, useState, type FormEvent } from 'react'
import { Button } from '../../parts/chrome/button.tsx'
import { leaveWork, lookAt, usePacks } from '../../stores/packs-store.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** Where a pack is to come from. Looking at it changes nothing. */
export function AddForm() {
  const { packs: texts } = useTexts()
  const isLooking = usePacks(({ work }) => work.kind === 'looking')
  const [source, setSource] = useState('')
  const [key, setKey] = useState('')
  const id = useId()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (source.trim() !== '' && !isLooking) void lookAt(source.trim(), key.trim())
  }
  return (
    <form className="pack-add" onSubmit={submit}>
      <label htmlFor={`${id}-source`}>{texts.source}</label>
      <label htmlFor={`${id}-key`}>{texts.key}</label>
      <input id={`${id}-source`} value={source} placeholder={texts.sourceHint} spellCheck={false} autoComplete="off" autoFocus onChange={({ target }) => setSource(target.value)} />
      <input id={`${id}-key`} value={key} placeholder={texts.keyHint} spellCheck={false} autoComplete="off" onChange={({ target }) => setKey(target.value)} />
      {/* Two buttons and not one that changes: a click that makes it a submit button would submit with it. */}
      {isLooking ? <Button key="stop" onClick={leaveWork}>{texts.stop}</Button> : <Button key="look" kind="first" type="submit" disabled={source.trim() === ''}>{texts.look}</Button>}
    </form>
  )
}
