import type { Attempt } from '#contract/attempt.ts'
import type { Locale } from '#contract/locale.ts'
import { fillText } from '#contract/locale.ts'
import { sayEvidence } from '#contract/messages/checks.ts'
import type { Texts } from '../../texts/en.ts'
import { evidenceMarks, evidenceOf, type EvidenceMark } from './evidence-marks.ts'
import { monaco } from './monaco.ts'

interface Shown {
  readonly text: string
  readonly attempt: Attempt
  readonly words: Texts['editor']
  readonly locale: Locale
}

/** What the checks' evidence says, behind the line that it means: a sign and a word, and a ground that fades. */
export function showEvidence(editor: monaco.editor.IStandaloneCodeEditor, { text, attempt, words, locale }: Shown): monaco.editor.IEditorDecorationsCollection {
  const [namespace] = Object.values(attempt.namespaces)
  const marks = evidenceMarks(text, evidenceOf(attempt), namespace)
  return editor.createDecorationsCollection(marks.flatMap((mark) => decorationsOf(mark, `   ${sentenceOf(mark, words, locale)}`)))
}

function decorationsOf({ kind, at }: EvidenceMark, sentence: string): monaco.editor.IModelDeltaDecoration[] {
  const range = new monaco.Range(at.startLine, at.startColumn, at.endLine, at.endColumn)
  const end = new monaco.Range(at.startLine, Number.MAX_SAFE_INTEGER, at.startLine, Number.MAX_SAFE_INTEGER)
  return [
    { range, options: { isWholeLine: true, className: `evidence-line ${kind}`, hoverMessage: { value: sentence.trim() } } },
    { range, options: { inlineClassName: `evidence-value ${kind}` } },
    { range: end, options: { after: { content: sentence, inlineClassName: `evidence-word ${kind}`, cursorStops: monaco.editor.InjectedTextCursorStops.None } } },
  ]
}

function sentenceOf({ kind, evidence }: EvidenceMark, words: Texts['editor'], locale: Locale): string {
  if (kind === 'unapplied') return `… ${words.unapplied}`
  const { expected } = evidence
  const isWord = typeof expected === 'string' || typeof expected === 'number' || typeof expected === 'boolean'
  return `≠ ${isWord ? fillText(words.expects, { value: String(expected) }) : sayEvidence(evidence, locale)}`
}
