import type { Attempt } from '#contract/attempt.ts'
import type { Locale } from '#contract/locale.ts'
import { evidenceMarks, evidenceOf, type EvidenceMark } from '#contract/evidence-marks.ts'
import { fillText } from '#contract/locale.ts'
import { sayEvidence } from '#contract/messages/checks.ts'
import type { Texts } from '../../texts/use-texts.ts'
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
  const endOf = (line: number): number => editor.getModel()?.getLineMaxColumn(line) ?? 1
  return editor.createDecorationsCollection(marks.flatMap((mark) => decorationsOf(mark, endOf(mark.at.startLine), { word: `   ${sentenceOf(mark, words)}`, sentence: sayEvidence(mark.evidence, locale) })))
}

function decorationsOf({ kind, at }: EvidenceMark, endColumn: number, { word, sentence }: { readonly word: string; readonly sentence: string }): monaco.editor.IModelDeltaDecoration[] {
  const range = new monaco.Range(at.startLine, at.startColumn, at.endLine, at.endColumn)
  const end = new monaco.Range(at.startLine, endColumn, at.startLine, endColumn)
  return [
    { range, options: { isWholeLine: true, className: `evidence-line ${kind}`, hoverMessage: { value: sentence } } },
    { range, options: { inlineClassName: `evidence-value ${kind}` } },
    { range: end, options: { showIfCollapsed: true, after: { content: word, inlineClassName: `evidence-word ${kind}`, cursorStops: monaco.editor.InjectedTextCursorStops.None } } },
  ]
}

/** Short enough to stand behind a line; the whole sentence is under the pointer. */
function sentenceOf({ kind, evidence }: EvidenceMark, words: Texts['editor']): string {
  if (kind === 'unapplied') return `… ${words.unapplied}`
  const { expected } = evidence
  const isWord = typeof expected === 'string' || typeof expected === 'number' || typeof expected === 'boolean'
  return `≠ ${isWord ? fillText(words.expects, { value: String(expected) }) : words.looksHere}`
}
