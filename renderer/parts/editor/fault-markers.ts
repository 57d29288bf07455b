import type { ManifestOutcome } from '#contract/editing.ts'
import type { Locale } from '#contract/locale.ts'
import { sayProblem } from '#contract/say.ts'
import { faultsIn } from './faults-in.ts'
import { monaco } from './monaco.ts'

/** Underlines what the cluster refused; without an outcome nothing is underlined. */
export function showFaults(model: monaco.editor.ITextModel, outcome: ManifestOutcome | undefined, locale: Locale): void {
  const markers = (outcome === undefined ? [] : faultsIn(outcome)).map(({ at, problem }): monaco.editor.IMarkerData => {
    const { says, hint } = sayProblem(problem, locale)
    return { severity: monaco.MarkerSeverity.Error, message: `${says}\n${hint}`, startLineNumber: at.startLine, startColumn: at.startColumn, endLineNumber: at.endLine, endColumn: at.endColumn }
  })
  monaco.editor.setModelMarkers(model, 'cluster', markers)
}
