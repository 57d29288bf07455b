import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { aDeploymentRef, aView, prepared } from '../../builders/checks.ts'
import { aDeployment, aPod } from '../../builders/objects.ts'

const expressions = [
  'object.spec.replicas == 3',
  'object.status.unavailableReplicas == 0',
  "object.metadata.labels['app'] == 'web'",
  "object.spec.template.spec.containers.exists(c, c.image.endsWith(':v2') && c.ports.all(p, p.containerPort > 0))",
  'object.spec.template.spec.containers[0].resources.limits.all(k, quantity(object.spec.template.spec.containers[0].resources.limits[k]) > 0.0)',
  "has(object.spec.strategy.rollingUpdate) ? object.spec.strategy.rollingUpdate.maxSurge == 1 : 'x' in object.metadata.annotations",
  "related.pods.map(p, p.status.phase).filter(x, x == 'Running').size() >= 1",
  'object.spec == object.status || object == object',
  "object.metadata.name.matches('^w') && string(object.spec.replicas) == '3'",
  'timestamp(object.metadata.creationTimestamp) < timestamp("2030-01-01T00:00:00Z")',
]

const check = prepared({
  match: { spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: { spec: { containers: [{ name: 'web', image: 'a', ports: [{ containerPort: 80 }], resources: { limits: { cpu: 1 } } }] } } } },
  assert: expressions,
  unless: ['object.spec.paused', 'object.spec.template.spec.containers[1].tty'],
  related: { pods: { apiVersion: 'v1', kind: 'Pod' } },
  hold: '1s',
})
const count = prepared({ count: { object: aDeploymentRef, match: { spec: { replicas: 3 } }, atLeast: 1 }, assert: ['objects.all(o, o.spec.replicas > 0 && o.status.conditions[0].type != "x")'] })

const names = fc.constantFrom('spec', 'status', 'replicas', 'template', 'containers', 'resources', 'limits', 'cpu', 'ports', 'name', 'image', 'labels', 'conditions', 'paused', '__proto__', 'toString')
const anything = fc.object({ key: fc.oneof(names, fc.string({ maxLength: 5 })), maxDepth: 5, maxKeys: 6, values: [fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true }), fc.string(), fc.constantFrom('1Gi', 'web')] })

/** What a server sends under `metadata` is whatever it is. */
const anyMetadata = fc.dictionary(fc.constantFrom('labels', 'annotations', 'ownerReferences', 'generation', 'creationTimestamp', 'finalizers'), fc.oneof(anything, fc.constant(null), fc.string(), fc.array(anything)))

/** An object of the kind that the check looks at, with nonsense inside, as a custom API server might send it. */
const nonsense = fc
  .tuple(anything, anything, anyMetadata, fc.dictionary(names, fc.anything({ maxDepth: 2, withBigInt: false })))
  .map(([spec, status, metadata, more]): KubeObject => ({ ...JSON.parse(JSON.stringify(more)) as object, apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata, name: 'web', namespace: 'lab-main' }, spec, status }))

/** A real Deployment with one part of it replaced by nonsense. */
const nearlyReal = fc.tuple(fc.constantFrom('replicas', 'selector', 'template', 'strategy'), fc.oneof(anything, fc.constant(null), fc.string(), fc.array(anything))).map(([part, value]) => aDeployment({ spec: { [part]: JSON.parse(JSON.stringify(value)) } }))

describe('judging', () => {
  it('gives a verdict about every object whatever, and never fails', () => {
    fc.assert(
      fc.property(fc.oneof(nonsense, nearlyReal), (object) => {
        const kinds = [check, count].map((one) => one.judge(aView([object, aPod()]), {}).verdict.kind)
        return kinds.every((kind) => kind !== 'unknown')
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same verdict twice', () => {
    fc.assert(
      fc.property(nearlyReal, (object) => {
        const [first, second] = [check.judge(aView([object]), {}), check.judge(aView([structuredClone(object)]), {})]
        expect(second).toEqual(first)
      }),
      { numRuns: 50 },
    )
  })

  it('counts exactly the objects that are there', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), (there, wanted) => {
        const pods = Array.from({ length: there }, (_, index) => aPod({ name: `p${index}` }))
        const { verdict } = prepared({ count: { object: { apiVersion: 'v1', kind: 'Pod' }, is: wanted } }).judge(aView(pods), {})
        return (verdict.kind === 'passed') === (there === wanted)
      }),
    )
  })

  it('changes neither the objects nor what it remembers', () => {
    fc.assert(
      fc.property(nearlyReal, (object) => {
        const frozen = structuredClone(object)
        const memory = Object.freeze({ seen: true, holdsSince: 5 })
        check.judge(aView([object]), memory)
        expect(object).toEqual(frozen)
      }),
      { numRuns: 50 },
    )
  })
})
