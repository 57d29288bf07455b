import { prepared, aView } from '../builders/checks.ts'
import { aDeployment, aPod } from '../builders/objects.ts'

/** What judging itself costs, without a cluster: it must stay far below the 2 ms that a verdict may take after its event. */
export interface JudgeSpeed {
  readonly name: string
  readonly microseconds: number
}

const replicas = prepared({
  match: { spec: { replicas: 3, template: { spec: { containers: [{ name: 'web', image: 'agnhost:2.53' }] } } } },
  assert: ['object.status.readyReplicas == 3', "object.spec.template.spec.containers.exists(c, c.image.startsWith('agnhost'))"],
})
const crowd = prepared({
  count: { object: { apiVersion: 'v1', kind: 'Pod', labels: { app: 'web' } }, match: { status: { phase: 'Running' } }, is: 100 },
  assert: ["objects.all(p, p.spec.containers[0].name == 'web')"],
})

export function measureJudging(): readonly JudgeSpeed[] {
  const one = aView([aDeployment({ ready: 3 })])
  const many = aView(Array.from({ length: 100 }, (_, index) => aPod({ name: `p${index}`, labels: { app: 'web' } })))
  return [
    { name: 'judge one Deployment by tree and CEL', microseconds: average(2_000, () => replicas.judge(one, {})) },
    { name: 'judge 100 Pods by tree and CEL', microseconds: average(100, () => crowd.judge(many, {})) },
  ]
}

function average(times: number, run: () => void): number {
  for (let round = 0; round < times / 5; round += 1) run()
  const start = performance.now()
  for (let round = 0; round < times; round += 1) run()
  return ((performance.now() - start) / times) * 1_000
}

if (import.meta.main) for (const { name, microseconds } of measureJudging()) console.log(`${name}: ${microseconds.toFixed(1)} µs`)
