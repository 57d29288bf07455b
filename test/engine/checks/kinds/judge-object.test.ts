import { describe, expect, it } from 'vitest'
import { aDeploymentRef, aPodsRef, aView, judgeOnce, prepared } from '../../../builders/checks.ts'
import { aConfigMap, aDeployment, anEndpointSlice, aPod, aService } from '../../../builders/objects.ts'

const three = { match: { spec: { replicas: 3 } } }

describe('a check of an object', () => {
  it('passes when it matches and its assertions hold', () => {
    expect(judgeOnce({ ...three, assert: ['object.status.readyReplicas == 3'] }, [aDeployment({ ready: 3 })])).toEqual({ kind: 'passed' })
  })

  it('is not-yet while there is no such object, and says how to look', () => {
    expect(judgeOnce(three, [aDeployment({ name: 'other' })])).toEqual({
      kind: 'not-yet',
      evidence: [
        {
          code: 'object-missing',
          object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'lab-main', name: 'web' },
          command: 'kubectl get deployment web -o yaml',
          since: 1_000,
        },
      ],
    })
  })

  it('is not-yet while none carries the labels', () => {
    expect(judgeOnce({ object: aPodsRef }, [aPod({ labels: { app: 'db' } }), aPod()])).toMatchObject({
      kind: 'not-yet',
      evidence: [{ code: 'object-missing', object: { apiVersion: 'v1', kind: 'Pod', namespace: 'lab-main' }, command: 'kubectl get pod -l app=web' }],
    })
  })

  it('is wrong where what the learner writes differs, with evidence', () => {
    expect(judgeOnce(three, [aDeployment({ replicas: 1 })])).toEqual({
      kind: 'wrong',
      evidence: [
        {
          code: 'field-different',
          object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'lab-main' },
          command: 'kubectl get deployment web -o yaml',
          path: 'spec.replicas',
          expected: 3,
          actual: 1,
          since: 1_000,
        },
      ],
    })
  })

  it('is not-yet where only the status differs', () => {
    expect(judgeOnce({ match: { status: { readyReplicas: 3 } } }, [aDeployment({ ready: 2 })]).kind).toBe('not-yet')
  })

  it('is wrong when both differ, and says first what the learner can put right', () => {
    const verdict = judgeOnce({ match: { status: { readyReplicas: 3 }, spec: { replicas: 3 } } }, [aDeployment({ replicas: 1, ready: 1 })])
    expect(verdict).toMatchObject({ kind: 'wrong', evidence: [{ path: 'spec.replicas' }, { path: 'status.readyReplicas' }] })
  })

  it('looks only at objects of that name, kind and version in that namespace', () => {
    const others = [aDeployment({ namespace: 'lab-dev' }), aDeployment({ name: 'web2' }), { ...aDeployment(), kind: 'StatefulSet' }, { ...aDeployment(), apiVersion: 'apps/v2' }]
    expect(judgeOnce(three, others)).toMatchObject({ evidence: [{ code: 'object-missing' }] })
  })

  it('in another namespace of the lab says so in the command', () => {
    const verdict = judgeOnce({ object: { ...aDeploymentRef, namespace: 'dev' } }, [aDeployment()])
    expect(verdict).toMatchObject({ evidence: [{ object: { namespace: 'lab-dev' }, command: 'kubectl -n lab-dev get deployment web -o yaml' }] })
  })

  it('of a kind without namespaces names none', () => {
    const verdict = judgeOnce({ object: { apiVersion: 'v1', kind: 'Node', name: 'one' } }, [])
    expect(verdict).toMatchObject({ evidence: [{ object: { kind: 'Node', name: 'one' }, command: 'kubectl get node one -o yaml' }] })
    expect('evidence' in verdict && verdict.evidence[0]?.object).not.toHaveProperty('namespace')
  })

  it('by labels passes when one of the objects is right', () => {
    const pods = [aPod({ name: 'a', labels: { app: 'web' }, phase: 'Pending' }), aPod({ name: 'b', labels: { app: 'web', more: 'x' } })]
    expect(judgeOnce({ object: aPodsRef, match: { status: { phase: 'Running' } } }, pods)).toEqual({ kind: 'passed' })
  })

  it('by labels explains the object that is nearest', () => {
    const pods = [aPod({ name: 'a', labels: { app: 'web' }, phase: 'Pending', spec: { hostNetwork: true } }), aPod({ name: 'b', labels: { app: 'web' }, phase: 'Pending' })]
    expect(judgeOnce({ object: aPodsRef, match: { spec: { hostNetwork: false }, status: { phase: 'Running' } } }, pods)).toMatchObject({
      kind: 'not-yet',
      evidence: [{ object: { name: 'b' }, path: 'status.phase' }],
    })
  })

  it('fills variables into names, labels and the tree', () => {
    const written = {
      object: { apiVersion: 'v1', kind: 'Service', name: '${vars.name}', labels: { in: '${ns.main}' } },
      match: { spec: { ports: [{ port: '${vars.port}', name: 'p-${vars.port}' }] }, metadata: { labels: { '${vars.name}': 'yes' } } },
    }
    const service = aService({ labels: { in: 'lab-main', web: 'yes' }, spec: { ports: [{ port: 8080, name: 'p-8080' }] } })
    expect(judgeOnce(written, [service])).toEqual({ kind: 'passed' })
  })
})

describe('a difference is not-yet, and not the learner’s, ', () => {
  it.each([
    ['in what the server writes', { match: { metadata: { ownerReferences: [{ kind: 'ReplicaSet' }] } } }, aDeployment()],
    ['in a Pod that a controller made', { object: { apiVersion: 'v1', kind: 'Pod', name: 'web' }, match: { spec: { hostNetwork: true } } }, aPod({ metadata: { ownerReferences: [{ kind: 'ReplicaSet', name: 'web-1', uid: 'u', controller: true }] } })],
    ['in an EndpointSlice', { object: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', name: 'web-x1' }, match: { endpoints: [{ nodeName: 'one' }] } }, anEndpointSlice()],
    ['in the node of a Pod', { object: { apiVersion: 'v1', kind: 'Pod', name: 'web' }, match: { spec: { nodeName: 'one' } } }, aPod()],
    ['in the address of a Service', { object: { apiVersion: 'v1', kind: 'Service', name: 'web' }, match: { spec: { clusterIP: '10.0.0.1' } } }, aService()],
  ])('%s', (_, written, object) => {
    expect(judgeOnce(written, [object]).kind).toBe('not-yet')
  })
})

describe('a difference is wrong', () => {
  it.each([
    ['in labels', { match: { metadata: { labels: { app: 'web' } } } }, aDeployment()],
    ['in data', { object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'web' }, match: { data: { a: '1' } } }, aConfigMap()],
    ['in a Pod that the learner made', { object: { apiVersion: 'v1', kind: 'Pod', name: 'web' }, match: { spec: { hostNetwork: true } } }, aPod()],
    ['in a Pod that something owns but does not control', { object: { apiVersion: 'v1', kind: 'Pod', name: 'web' }, match: { spec: { hostNetwork: true } } }, aPod({ metadata: { ownerReferences: [{ kind: 'X', name: 'x', uid: 'u' }] } })],
  ])('%s', (_, written, object) => {
    expect(judgeOnce(written, [object]).kind).toBe('wrong')
  })
})

describe('an assertion that does not hold', () => {
  const related = { slices: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', labels: {} } }

  it.each([
    ['about what is written', 'object.spec.replicas == 5', 'wrong'],
    ['about what is written, in a loop', "object.spec.template.spec.containers.exists(c, c.image == 'x')", 'wrong'],
    ['about what is written and a variable', 'object.spec.replicas == vars.port', 'wrong'],
    ['about a status', 'object.status.readyReplicas == 5', 'not-yet'],
    ['about a status and what is written', 'object.status.readyReplicas == object.spec.replicas', 'not-yet'],
    ['about related objects', 'related.slices.size() > 3', 'not-yet'],
    ['about the number of objects', 'size(objects) == 2', 'not-yet'],
    ['about nothing of the cluster', 'vars.port == 1', 'not-yet'],
    ['that cannot be evaluated, about what is written', "object.spec.template.spec.containers[7].image == ''", 'wrong'],
    ['that cannot be evaluated, about a status', "object.status.conditions[7].type == ''", 'not-yet'],
  ])('%s (%s) is %s', (_, expression, kind) => {
    expect(judgeOnce({ assert: [expression], related }, [aDeployment(), anEndpointSlice()]).kind).toBe(kind)
  })
})

describe('a status of an older generation', () => {
  const changed = aDeployment({ ready: 3, metadata: { generation: 5 }, status: { observedGeneration: 4 } })

  it.each([
    ['in a tree', { match: { spec: { replicas: 3 }, status: { readyReplicas: 3 } } }],
    ['in an assertion', { assert: ['object.status.readyReplicas == 3'] }],
    ['in both, said once', { match: { status: { readyReplicas: 3 } }, assert: ['object.status.readyReplicas == 3'] }],
    ['in a loop', { assert: ['object.status.conditions.all(c, true)'] }],
  ])('%s says nothing yet', (_, written) => {
    const verdict = judgeOnce(written, [changed])
    expect(verdict).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'field-different', path: 'status.observedGeneration', expected: 5, actual: 4 }] })
    expect('evidence' in verdict && verdict.evidence.length).toBe(1)
  })

  it('says nothing yet about related objects, by name and by label', () => {
    const related = { one: aDeploymentRef, all: { apiVersion: 'apps/v1', kind: 'Deployment' } }
    const written = { object: { apiVersion: 'v1', kind: 'Service', name: 'web' }, related }
    const judged = ['related.one.status.readyReplicas == 3', 'related.all.all(d, d.status.readyReplicas == 3)', 'related.one.spec.replicas == 3'].map(
      (expression) => judgeOnce({ ...written, assert: [expression] }, [aService(), changed]).kind,
    )
    expect(judged).toEqual(['not-yet', 'not-yet', 'passed'])
  })

  it('says nothing yet about all objects that a check names', () => {
    expect(judgeOnce({ assert: ['objects.all(d, d.status.readyReplicas == 3)'] }, [changed])).toMatchObject({ evidence: [{ path: 'status.observedGeneration' }] })
  })

  it('does not matter to a check of what is written', () => {
    expect(judgeOnce({ ...three, assert: ['object.spec.replicas == 3'] }, [changed]).kind).toBe('passed')
  })

  it.each([
    ['caught up', { metadata: { generation: 5 }, status: { observedGeneration: 5 } }],
    ['of an object that tells no generation', { status: { observedGeneration: 5 } }],
    ['of a controller that tells none', { metadata: { generation: 5 } }],
  ])('%s counts', (_, more) => {
    expect(judgeOnce({ assert: ['object.status.readyReplicas == 3'] }, [aDeployment({ ready: 3, ...more })]).kind).toBe('passed')
  })
})

describe('a guard', () => {
  const guarded = { ...three, unless: ["object.spec.strategy.type == 'Recreate'"] }
  const recreate = aDeployment({ spec: { strategy: { type: 'Recreate' } } })

  it('that has not fallen changes nothing', () => {
    expect(judgeOnce(guarded, [aDeployment()])).toEqual({ kind: 'passed' })
  })

  it('that fell makes the check spent, also where it would pass', () => {
    expect(judgeOnce(guarded, [recreate])).toEqual({
      kind: 'spent',
      evidence: [
        {
          code: 'guard',
          object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'lab-main' },
          command: 'kubectl get deployment web -o yaml',
          expression: 'object.spec.strategy.type == "Recreate"',
          since: 1_000,
        },
      ],
    })
  })

  it('that fell once stays fallen, with its first evidence', () => {
    const check = prepared(guarded)
    const { memory, verdict } = check.judge(aView([recreate]), {})
    expect(check.judge(aView([aDeployment()], { now: 9_000 }), memory)).toEqual({ verdict, memory })
  })

  it('about several things falls when all are true at once', () => {
    const both = { unless: ['object.spec.replicas == 3 && object.spec.paused'] }
    expect(judgeOnce(both, [aDeployment()]).kind).toBe('passed')
    expect(judgeOnce(both, [aDeployment({ spec: { paused: true } })]).kind).toBe('spent')
  })

  it('that cannot be evaluated has not fallen', () => {
    expect(judgeOnce({ unless: ["object.spec.template.spec.containers[9].image == ''"] }, [aDeployment()]).kind).toBe('passed')
  })

  it('about an object that is not there has not fallen, one about others may have', () => {
    const related = { slices: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' } }
    expect(judgeOnce(guarded, []).kind).toBe('not-yet')
    expect(judgeOnce({ unless: ['related.slices.size() > 0'], related }, [anEndpointSlice()]).kind).toBe('spent')
  })

  it('falls for any of the objects with the labels', () => {
    const pods = [aPod({ name: 'a', labels: { app: 'web' } }), aPod({ name: 'b', labels: { app: 'web' }, spec: { hostNetwork: true } })]
    expect(judgeOnce({ object: aPodsRef, unless: ['object.spec.hostNetwork'] }, pods).kind).toBe('spent')
  })
})
