import { judgeHeld, prepared, shownOf, viewOf } from '../../authoring/judge-moment.ts'
import { readRecordings, type Recording } from '../../authoring/recording.ts'
import { kindKey } from '#contract/kube.ts'
import type { CheckView } from '../../engine/checks/judge.ts'
import { builtInPacks, listPacks } from '../../engine/packs/list-packs.ts'
import type { LoadedLab } from '../../engine/packs/pack-store.ts'
import { aView, prepared as aPrepared } from '../builders/checks.ts'
import { aPod } from '../builders/objects.ts'

export interface JudgeSpeed {
  readonly name: string
  /** Each second, on one core. */
  readonly checks: number
}

const crowd = aPrepared({
  count: { object: { apiVersion: 'v1', kind: 'Pod', labels: { app: 'web' } }, match: { status: { phase: 'Running' } }, is: 100 },
  assert: ["objects.all(p, p.spec.containers[0].name == 'web')"],
})

/** What judging itself costs, without a cluster: it must stay far below what a verdict may take after its event. */
export async function measureJudging(seconds: number): Promise<readonly JudgeSpeed[]> {
  const many = aView(Array.from({ length: 100 }, (_, index) => aPod({ name: `p${index}`, labels: { app: 'web' } })))
  const recorded = await recordedChecks()
  return [
    { name: `judge what was recorded of ${recorded.labs} labs`, checks: perSecond(recorded.judge, seconds) },
    { name: 'judge 100 Pods by tree and CEL', checks: perSecond([() => void crowd.judge(many, {})], seconds) },
  ]
}

/** Every check of every lab that ships, at every moment of every recording at which it was open. */
async function recordedChecks(): Promise<{ readonly labs: number; readonly judge: readonly (() => void)[] }> {
  const { packs } = await listPacks({ packs: '' }, builtInPacks)
  const labs = await Promise.all(packs.flatMap((pack) => pack.labs).map(async (loaded) => (await readRecordings(loaded.folder)).flatMap((recording) => checksOf(loaded, recording))))
  return { labs: labs.filter((judge) => judge.length > 0).length, judge: labs.flat() }
}

function checksOf({ lab }: LoadedLab, recording: Recording): (() => void)[] {
  return lab.steps.flatMap((step) =>
    step.checks.flatMap((check) => {
      const ready = prepared(check, lab)
      const moments = recording.moments.filter(({ verdicts }) => `${step.id}/${check.id}` in verdicts)
      return moments.map((moment) => {
        const shown = shownOf(moment, step.id, check.id)
        const { memory } = judgeHeld(ready, shown, recording)
        const view = sorted(viewOf(shown, recording), moment.objects)
        return () => void ready.judge(view, memory)
      })
    }),
  )
}

/** Objects by kind and namespace, as the marker's picture has them. */
function sorted(view: CheckView, objects: Recording['moments'][number]['objects']): CheckView {
  const byScope = Map.groupBy(objects, (object) => `${kindKey(object)} ${object.metadata.namespace ?? ''}`)
  return { ...view, objects: (kind, namespace) => byScope.get(`${kindKey(kind)} ${namespace ?? ''}`) ?? [] }
}

function perSecond(judge: readonly (() => void)[], seconds: number): number {
  run(judge, seconds / 4)
  const from = process.cpuUsage()
  const count = run(judge, seconds)
  const { user, system } = process.cpuUsage(from)
  // Of processor time: what else a machine does while this runs takes nothing from it.
  return count / ((user + system) / 1e6)
}

function run(judge: readonly (() => void)[], seconds: number): number {
  const end = performance.now() + seconds * 1_000
  let count = 0
  while (performance.now() < end) {
    for (const one of judge) one()
    count += judge.length
  }
  return count
}

if (import.meta.main) for (const { name, checks } of await measureJudging(2)) console.log(`${name}: ${Math.round(checks)} checks/s`)
