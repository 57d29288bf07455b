import type { CommandCheck } from '#contract/check.ts'
import { millisecondsOf } from '#contract/lab-parts.ts'
import type { Evidence } from '#contract/verdict.ts'
import { failedConditions, fallenGuards } from '../conditions.ts'
import type { SampleGathering } from '../judge.ts'
import { fillText } from '../placeholders.ts'
import { textTest } from '../sample/pattern.ts'
import type { Sample } from '../sample/sample.ts'
import type { CheckKind } from './check-kind.ts'
import { unseenSample } from './unseen-sample.ts'

const longestTimeout = 15_000

/** What only a script can tell. It runs where the learner's terminals are, with their rights, when what it names has changed. */
export const commandKind: CheckKind<CommandCheck> = {
  prepare(check, draft) {
    const { command, related = {} } = check
    const variables = draft.variables(check, {})
    const conditions = draft.expressions('assert', check.assert, variables).flat()
    const guards = draft.expressions('unless', check.unless, variables)
    draft.text('command.run', command.run)
    command.on.forEach((ref, index) => draft.reference(`command.on[${index}]`, ref))
    const test = textTest('command.matches', command.matches, draft)
    const timeout = Math.min(millisecondsOf(command.timeout), longestTimeout)
    const gathers: SampleGathering = { kind: 'sample', ask: (view) => ({ kind: 'command', script: fillText(command.run, view), timeout }) }
    return {
      refs: [...command.on, ...Object.values(related)],
      gathers,
      assess(look) {
        const subject = { objects: [], type: undefined, ref: command.on[0] ?? { apiVersion: 'v1', kind: 'Pod' }, related }
        const fallen = fallenGuards(guards, subject, look)
        const { sample } = look.view
        if (sample?.kind !== 'command') return { failures: [], fallen, seen: false, unseen: unseenSample(sample) }
        const found = evidenceOf(sample, test(sample.output, look), command.matches)
        return { failures: [...found.map((evidence) => ({ verdict: 'not-yet', evidence }) as const), ...failedConditions(conditions, subject, look)], fallen, seen: true }
      },
    }
  },
}

function evidenceOf({ exitCode, output }: Extract<Sample, { kind: 'command' }>, isMatch: boolean, matches: string | undefined): readonly Evidence[] {
  const actual = output.trimEnd().split('\n').at(-1)?.slice(0, 200) ?? ''
  if (exitCode !== 0) return [{ code: 'command-failed', actual }]
  return isMatch ? [] : [{ code: 'output-different', ...(matches === undefined ? {} : { expected: matches }), actual }]
}
