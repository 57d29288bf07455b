import type { FileCheck, Json } from '#contract/check.ts'
import { readManifest } from '#contract/manifest.ts'
import type { Evidence } from '#contract/verdict.ts'
import { failedConditions, fallenGuards } from '../conditions.ts'
import type { SampleGathering } from '../judge.ts'
import type { Look } from '../look.ts'
import { fillPlaceholders, fillText } from '../placeholders.ts'
import type { Difference } from '../match/difference.ts'
import { match } from '../match/match.ts'
import { rootPlace } from '../match/place.ts'
import { textTest } from '../sample/pattern.ts'
import type { CheckKind } from './check-kind.ts'
import { unseenSample } from './unseen-sample.ts'

/** A file that the learner wrote. What is in it is theirs alone, so a difference is `wrong`. */
export const fileKind: CheckKind<FileCheck> = {
  prepare(check, draft) {
    const { file, related = {} } = check
    const variables = draft.variables(check, {})
    const conditions = draft.expressions('assert', check.assert, variables).flat()
    const guards = draft.expressions('unless', check.unless, variables)
    draft.text('file.path', file.path)
    draft.tree('file.match', file.match, undefined)
    const test = textTest('file.matches', file.matches, draft)
    const place = rootPlace(undefined, draft.fields)
    const gathers: SampleGathering = { kind: 'sample', ask: (view) => ({ kind: 'file', path: fillText(file.path, view) }) }
    const differences = (text: string, tree: Json, look: Look): readonly Difference[] => {
      const documents = readManifest(text).map(({ value }) => match(fillPlaceholders(tree, look.view), (value ?? null) as Json, place))
      return documents.toSorted((one, other) => one.length - other.length)[0] ?? [{ code: 'field-missing', path: '', fields: [], expected: tree }]
    }
    const evidenceOf = (text: string, look: Look): readonly Evidence[] => {
      if (!test(text, look)) return [{ code: 'file-different', ...(file.matches === undefined ? {} : { expected: file.matches }) }]
      if (file.match === undefined) return []
      return differences(text, file.match, look).map(({ path, expected, actual }) => ({ code: 'file-different', ...(path === '' ? {} : { path }), expected, ...(actual === undefined ? {} : { actual }) }))
    }
    return {
      refs: Object.values(related),
      gathers,
      assess(look) {
        const subject = { objects: [], type: undefined, ref: { apiVersion: 'v1', kind: 'File' }, related }
        const fallen = fallenGuards(guards, subject, look)
        const { sample } = look.view
        if (sample?.kind !== 'file') return { failures: [], fallen, seen: false, unseen: unseenSample(sample) }
        const about = { object: { apiVersion: '', kind: 'File', name: fillText(file.path, look.view) }, command: `cat ${fillText(file.path, look.view)}` }
        if (sample.text === undefined) return { failures: [{ verdict: 'not-yet', evidence: { code: 'file-missing', ...about } }], fallen, seen: false }
        const found = evidenceOf(sample.text, look).map((one) => ({ verdict: 'wrong', evidence: { ...one, ...about } }) as const)
        return { failures: [...found, ...failedConditions(conditions, subject, look)], fallen, seen: true }
      },
    }
  },
}
