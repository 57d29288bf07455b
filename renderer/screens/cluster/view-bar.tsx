import { ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useEffect, type ReactNode } from 'react'
import { sayCount } from '#contract/say.ts'
import type { ObjectSummary, Tone } from '#contract/views.ts'
import { followNamespaces, useNamespaces, useScope } from '../../stores/views-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { ToneSign } from './tone-sign.tsx'
import { useTone } from './use-scene.ts'
import { isSystem, namespacesIn, tallyOf, tones, type Scope } from './where-to-look.ts'

/** Above each view: where one looks, and what of it. */
export function ViewBar({ scope, children }: { readonly scope: Scope; readonly children?: ReactNode }) {
  const { views: texts } = useTexts()
  const filter = useScope((state) => state.filter)
  return (
    <div className="view-bar">
      <NamespaceChoice scope={scope} />
      <input type="search" className="search" placeholder={texts.filter} aria-label={texts.filter} value={filter} onChange={({ target }) => useScope.setState({ filter: target.value })} />
      <span className="grow" />
      {children}
    </div>
  )
}

function NamespaceChoice({ scope }: { readonly scope: Scope }) {
  const { views: texts } = useTexts()
  const locale = useLocale()
  const names = namespacesIn(scope)
  const word = names.length === 0 ? texts.everywhere : names.length === 1 ? names[0] : sayCount(texts.onlyThese, names.length, locale)
  return (
    <Popover.Root>
      <Popover.Trigger className="button namespace-choice" data-kind="plain">
        <small>{texts.namespaces}</small>
        <span>{word}</span>
        <ChevronDown size={13} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="menu namespace-menu" align="start" sideOffset={6} aria-label={texts.namespaces}>
          <NamespaceMenu scope={scope} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function NamespaceMenu({ scope: { labs, chosen } }: { readonly scope: Scope }) {
  const { views: texts } = useTexts()
  const names = useNamespaces((state) => state.names)
  useEffect(() => followNamespaces(), [])
  const groups = [
    [texts.labs, labs],
    [texts.others, names.filter((name) => !labs.includes(name) && !isSystem(name))],
    [texts.system, names.filter(isSystem)],
  ] as const
  const toggle = (name: string): void => useScope.setState({ chosen: chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name] })
  return (
    <>
      <Check name={labs.length > 0 ? texts.labs : texts.everywhere} isOn={chosen.length === 0} onToggle={() => useScope.setState({ chosen: [] })} />
      {groups.map(([title, members]) => members.length > 0 && (
        <fieldset key={title}>
          <legend>{title}</legend>
          {members.map((name) => (
            <Check key={name} name={name} isOn={chosen.includes(name)} onToggle={() => toggle(name)} />
          ))}
        </fieldset>
      ))}
    </>
  )
}

function Check({ name, isOn, onToggle }: { readonly name: string; readonly isOn: boolean; readonly onToggle: () => void }) {
  return (
    <label className="namespace-check">
      <input type="checkbox" checked={isOn} onChange={onToggle} />
      {name}
    </label>
  )
}

/** How many fare how; each count shows those alone. */
export function Tally({ objects }: { readonly objects: readonly ObjectSummary[] }) {
  const { views: texts } = useTexts()
  const shown = useTone((state) => state.tone)
  const tally = tallyOf(objects)
  const toggle = (tone: Tone): void => useTone.setState({ tone: shown === tone ? undefined : tone })
  return (
    <div className="tally" role="group" aria-label={texts.tally}>
      {tones.filter((tone) => tone !== 'neutral' && (tally[tone] > 0 || shown === tone)).map((tone) => (
        <button key={tone} type="button" data-tone={tone} aria-pressed={shown === tone} onClick={() => toggle(tone)}>
          <ToneSign tone={tone} />
          {tally[tone]}
        </button>
      ))}
    </div>
  )
}
