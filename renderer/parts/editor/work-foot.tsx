import type { ManifestOutcome, ObjectOutcome } from '#contract/editing.ts'
import { fillText } from '#contract/locale.ts'
import { useEditing, type Answer } from '../../stores/editing-store.ts'
import { isUnsaved } from '../../stores/file-buffer.ts'
import { useFiles } from '../../stores/files-store.ts'
import type { Texts } from '../../texts/use-texts.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'

/** One line that is always there: what the cluster said last, and whether what is typed is saved. */
export function WorkFoot() {
  const { editor: texts } = useTexts()
  const answer = useEditing((editing) => editing.answer)
  const state = stateOf(answer)
  return (
    <footer className="work-foot">
      <p role="status" data-state={state}>
        {state === 'right' && <b aria-hidden="true">✓ </b>}
        {state === 'wrong' && <b aria-hidden="true">≠ </b>}
        {sentenceOf(answer, texts)}
      </p>
      <Saved />
    </footer>
  )
}

function Saved() {
  const { editor: texts } = useTexts()
  const locale = useLocale()
  const savedAt = useFiles((files) => files.savedAt)
  const isDirty = useFiles(({ buffers, shown }) => shown !== undefined && buffers[shown] !== undefined && isUnsaved(buffers[shown]))
  if (isDirty) return <span>{texts.unsaved}</span>
  if (savedAt === undefined) return null
  return <span>{fillText(texts.savedAt, { time: new Date(savedAt).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', hour12: false }) })}</span>
}

function stateOf(answer: Answer): 'quiet' | 'right' | 'wrong' {
  if (answer.kind === 'failed') return 'wrong'
  if (answer.kind !== 'told') return 'quiet'
  return answer.outcome.kind === 'sent' && answer.outcome.objects.every(({ kind }) => kind !== 'refused') ? 'right' : 'wrong'
}

function sentenceOf(answer: Answer, texts: Texts['editor']): string {
  switch (answer.kind) {
    case 'none':
    case 'failed':
      return ''
    case 'asking':
      return texts.asking[answer.doing]
    case 'compared':
      return texts.compared
    case 'told':
      return outcomeOf(answer.outcome, texts[answer.doing === 'apply' ? 'applied' : 'tried'], texts)
  }
}

function outcomeOf(outcome: ManifestOutcome, words: Texts['editor']['applied'], texts: Texts['editor']): string {
  if (outcome.kind === 'unreadable') return texts.unreadable
  return outcome.objects.map((one) => fillText(wordOf(one, words), { object: `${one.object.kind} ${one.object.name}` })).join(' · ')
}

const wordOf = ({ kind }: ObjectOutcome, words: Texts['editor']['applied']): string => words[kind]
