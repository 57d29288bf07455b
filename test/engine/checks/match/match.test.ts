import { describe, expect, it } from 'vitest'
import type { Json } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import { fieldsOf } from '../../../../engine/checks/fields/field-table.ts'
import { kubernetesTable } from '../../../../engine/checks/fields/kubernetes.ts'
import { match } from '../../../../engine/checks/match/match.ts'
import { rootPlace } from '../../../../engine/checks/match/place.ts'
import { aConfigMap, aDeployment, aPod, aService } from '../../../builders/objects.ts'

const fields = fieldsOf(kubernetesTable)

const differences = (tree: Json, object: KubeObject): readonly Json[] =>
  match(tree, object as Json, rootPlace(fields.kind(object), fields)).map(({ code, path, expected, actual }) => ({ code, path, expected, ...(actual === undefined ? {} : { actual }) }))

const aWidget = (spec: Json): KubeObject => ({ apiVersion: 'example.dev/v1', kind: 'Widget', metadata: { name: 'w' }, spec })
const podSpec = (spec: Json): Json => ({ spec: { template: { spec } } })
const containers = (...items: Json[]): Json => podSpec({ containers: items })

describe('a partial tree matches', () => {
  it('an object that has more than it says', () => {
    expect(differences({ spec: { replicas: 3 } }, aDeployment({ replicas: 3 }))).toEqual([])
  })

  it('everything, when it is empty', () => {
    expect(differences({}, aPod())).toEqual([])
  })

  it('list items wherever they are', () => {
    const object = aDeployment({ containers: [{ name: 'sidecar', image: 'b' }, { name: 'web', image: 'a' }] })
    expect(differences(containers({ name: 'web', image: 'a' }), object)).toEqual([])
  })

  it('plain items of a list in any order', () => {
    expect(differences(containers({ args: ['--b', '--a'] }), aDeployment({ containers: [{ name: 'web', args: ['--a', 'x', '--b'] }] }))).toEqual([])
  })

  it('two expected items only with two actual ones', () => {
    const twice = containers({ args: ['--a', '--a'] })
    expect(differences(twice, aDeployment({ containers: [{ name: 'web', args: ['--a', '--b'] }] }))).toHaveLength(1)
    expect(differences(twice, aDeployment({ containers: [{ name: 'web', args: ['--a', '--a'] }] }))).toEqual([])
  })

  it('items that fit in one way only, in whatever order they are said', () => {
    const object = aDeployment({ containers: [{ name: 'a', image: 'x' }, { name: 'b', image: 'x' }] })
    expect(differences(containers({ image: 'x' }, { name: 'a' }), object)).toEqual([])
    expect(differences(containers({ name: 'a' }, { image: 'x' }), object)).toEqual([])
  })

  it('an ordered list with others in between', () => {
    const object = aDeployment({ containers: [{ name: 'web', command: ['sh', '-x', '-c', 'date'] }] })
    expect(differences(containers({ command: { $ordered: ['sh', '-c', 'date'] } }), object)).toEqual([])
  })

  it('an ordered list only with an item for each that is said', () => {
    const twice = containers({ command: { $ordered: ['sh', 'sh'] } })
    expect(differences(twice, aDeployment({ containers: [{ name: 'web', command: ['sh', '-c'] }] }))).toHaveLength(1)
    expect(differences(twice, aDeployment({ containers: [{ name: 'web', command: ['sh', '-c', 'sh'] }] }))).toEqual([])
  })

  it('an absent field that shall be absent', () => {
    expect(differences({ spec: { paused: { $absent: true } } }, aDeployment())).toEqual([])
    expect(differences({ spec: { paused: null } }, aDeployment())).toEqual([])
  })
})

describe('an absent field', () => {
  it.each([0, false, '', [], {}] as const)('reads as %j', (zero) => {
    expect(differences({ status: { unavailableReplicas: zero } }, aDeployment())).toEqual([])
  })

  it('reads as zero below an absent field', () => {
    expect(differences({ spec: { strategy: { rollingUpdate: { maxSurge: 0 } } } }, aDeployment())).toEqual([])
  })

  it('that is null reads as absent', () => {
    expect(differences({ spec: { paused: false } }, aDeployment({ spec: { paused: null } }))).toEqual([])
  })

  it('is a difference where a value is expected', () => {
    expect(differences({ spec: { minReadySeconds: 5 } }, aDeployment())).toEqual([{ code: 'field-missing', path: 'spec.minReadySeconds', expected: 5 }])
  })

  it('is said at each value below it', () => {
    expect(differences({ spec: { strategy: { type: 'Recreate' } } }, aDeployment())).toEqual([
      { code: 'field-missing', path: 'spec.strategy.type', expected: 'Recreate' },
    ])
  })

  it('that is a list lacks every item', () => {
    expect(differences({ spec: { tolerations: [{ key: 'gpu' }] } }, aPod())).toEqual([
      { code: 'item-missing', path: 'spec.tolerations[key=gpu]', expected: { key: 'gpu' } },
    ])
  })
})

describe('a difference', () => {
  it('names the path, what is expected and what is there', () => {
    expect(differences({ spec: { replicas: 3 } }, aDeployment({ replicas: 1 }))).toEqual([
      { code: 'field-different', path: 'spec.replicas', expected: 3, actual: 1 },
    ])
  })

  it('calls list items by their key', () => {
    expect(differences(containers({ name: 'web', image: 'a' }), aDeployment({ containers: [{ name: 'web', image: 'b' }] }))).toEqual([
      { code: 'field-different', path: 'spec.template.spec.containers[name=web].image', expected: 'a', actual: 'b' },
    ])
  })

  it('calls ports by their number and says what differs in the one that was meant', () => {
    const object = aService({ spec: { ports: [{ port: 443, targetPort: 1 }, { port: 80, targetPort: 2 }] } })
    expect(differences({ spec: { ports: [{ port: 80, targetPort: 8080 }] } }, object)).toEqual([
      { code: 'field-different', path: 'spec.ports[port=80].targetPort', expected: 8080, actual: 2 },
    ])
  })

  it('is a missing item where none has the key', () => {
    expect(differences(containers({ name: 'db', image: 'a' }), aDeployment())).toEqual([
      { code: 'item-missing', path: 'spec.template.spec.containers[name=db]', expected: { name: 'db', image: 'a' } },
    ])
  })

  it('without a key is that to the nearest item', () => {
    const object = aDeployment({ containers: [{ name: 'a', image: 'x', imagePullPolicy: 'Always' }, { name: 'b', image: 'y', tty: true, imagePullPolicy: 'Always' }] })
    expect(differences(containers({ image: 'x', imagePullPolicy: 'Always', tty: true, stdin: true }), object)).toMatchObject([
      { path: 'spec.template.spec.containers[name=a].tty' },
      { path: 'spec.template.spec.containers[name=a].stdin' },
    ])
  })

  it('without a key is that to the nearest item, also when it comes later', () => {
    const object = aDeployment({ containers: [{ name: 'a', image: 'x' }, { name: 'b', image: 'x', tty: true, imagePullPolicy: 'Always' }] })
    expect(differences(containers({ image: 'x', imagePullPolicy: 'Always', tty: true, stdin: true }), object)).toMatchObject([
      { path: 'spec.template.spec.containers[name=b].stdin' },
    ])
  })

  it('without a key and with nothing in common is a missing item', () => {
    expect(differences(containers({ image: 'z' }), aDeployment())).toMatchObject([{ code: 'item-missing', path: 'spec.template.spec.containers' }])
  })

  it('is not made with an item that another expected one holds', () => {
    const object = aDeployment({ containers: [{ name: 'a', image: 'x', tty: true }] })
    expect(differences(containers({ image: 'x', tty: true }, { image: 'x', stdin: true }), object)).toMatchObject([{ code: 'item-missing' }])
  })

  it('in an ordered list shows the whole list', () => {
    const object = aDeployment({ containers: [{ name: 'web', command: ['-c', 'sh'] }] })
    expect(differences(containers({ name: 'web', command: { $ordered: ['sh', '-c'] } }), object)).toEqual([
      { code: 'field-different', path: 'spec.template.spec.containers[name=web].command', expected: ['sh', '-c'], actual: ['-c', 'sh'] },
    ])
  })

  it('in an absent ordered list has nothing that is there', () => {
    expect(differences(containers({ name: 'web', command: { $ordered: ['sh'] } }), aDeployment())).toEqual([
      { code: 'field-different', path: 'spec.template.spec.containers[name=web].command', expected: ['sh'] },
    ])
  })

  it('is a field that shall be absent and is there', () => {
    expect(differences({ spec: { nodeSelector: { disk: { $absent: true } } } }, aPod({ spec: { nodeSelector: { disk: 'ssd' } } }))).toEqual([
      { code: 'field-different', path: 'spec.nodeSelector.disk', expected: null, actual: 'ssd' },
    ])
  })

  it('quotes keys that are no plain words', () => {
    expect(differences({ metadata: { labels: { 'app.kubernetes.io/name': 'a' } } }, aPod({ labels: { 'app.kubernetes.io/name': 'b' } }))).toMatchObject([
      { path: "metadata.labels['app.kubernetes.io/name']" },
    ])
  })

  it.each([
    [{ replicas: { a: 1 } }, { code: 'field-different', path: 'spec.replicas', expected: { a: 1 }, actual: 3 }],
    [{ replicas: [1] }, { code: 'field-different', path: 'spec.replicas', expected: [1], actual: 3 }],
    [{ selector: 'web' }, { code: 'field-different', path: 'spec.selector', expected: 'web', actual: { matchLabels: { app: 'web' } } }],
  ])('is a value of another shape: %j', (spec, difference) => {
    expect(differences({ spec }, aDeployment())).toEqual([difference])
  })
})

describe('what is spelt in two ways is the same', () => {
  const resources = (limits: Json): Json => containers({ name: 'web', resources: { limits } })
  const limited = (limits: Json): KubeObject => aDeployment({ containers: [{ name: 'web', resources: { limits } }] })

  it.each([
    [{ cpu: 0.5 }, { cpu: '500m' }],
    [{ cpu: '0.5' }, { cpu: '500m' }],
    [{ memory: '1Gi' }, { memory: '1024Mi' }],
    [{ 'nvidia.com/gpu': 1 }, { 'nvidia.com/gpu': '1' }],
  ])('quantities: %j and %j', (expected, actual) => {
    expect(differences(resources(expected), limited(actual))).toEqual([])
  })

  it('but not quantities that differ', () => {
    expect(differences(resources({ memory: '1Gi' }), limited({ memory: '1G' }))).toHaveLength(1)
    expect(differences(resources({ memory: 'much' }), limited({ memory: 'more' }))).toHaveLength(1)
  })

  it.each([644, '0644', '0o644', 420])('octal modes: %j and 420', (mode) => {
    const object = aPod({ spec: { volumes: [{ name: 'v', secret: { defaultMode: 420 } }] } })
    expect(differences({ spec: { volumes: [{ name: 'v', secret: { defaultMode: mode } }] } }, object)).toEqual([])
  })

  it('but not modes that differ', () => {
    const object = aPod({ spec: { volumes: [{ name: 'v', secret: { defaultMode: 420 } }] } })
    expect(differences({ spec: { volumes: [{ name: 'v', secret: { defaultMode: 600 } }] } }, object)).toHaveLength(1)
  })

  it('and other whole numbers are never read as octal', () => {
    expect(differences({ spec: { replicas: 10 } }, aDeployment({ replicas: 8 }))).toHaveLength(1)
  })

  it.each([
    [8080, 'http'],
    ['http', 8080],
    ['8080', 8080],
    ['http', 'http'],
  ])('ports of a container: %j and %j', (expected, actual) => {
    const object = aDeployment({ containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }], readinessProbe: { httpGet: { port: actual } } }] })
    expect(differences(containers({ name: 'web', readinessProbe: { httpGet: { port: expected } } }), object)).toEqual([])
  })

  it('but not a port of another name', () => {
    const object = aDeployment({ containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }], readinessProbe: { httpGet: { port: 'http' } } }] })
    expect(differences(containers({ name: 'web', readinessProbe: { httpGet: { port: 9090 } } }), object)).toHaveLength(1)
  })

  it('numbers where Kubernetes wants text', () => {
    expect(differences({ metadata: { labels: { version: 2 } } }, aPod({ labels: { version: '2' } }))).toEqual([])
    expect(differences({ metadata: { labels: { on: true } } }, aPod({ labels: { on: 'true' } }))).toEqual([])
  })

  it('but not text in a ConfigMap that only looks alike', () => {
    expect(differences({ data: { memory: '1Gi', wait: '60s' } }, aConfigMap({ data: { memory: '1024Mi', wait: '1m' } }))).toHaveLength(2)
  })

  it('quantities, durations and ports of custom resources by their usual names', () => {
    const object = aWidget({ resources: { requests: { cpu: '500m' } }, timeout: '60s', port: 80, size: '1Gi' })
    expect(differences({ spec: { resources: { requests: { cpu: '0.5' } }, timeout: '1m', port: '80' } }, object)).toEqual([])
    expect(differences({ spec: { size: '1024Mi' } }, object)).toHaveLength(1)
  })
})

describe('lists of custom resources', () => {
  it('are called by the usual keys', () => {
    expect(differences({ spec: { rules: [{ name: 'b', weight: 2 }] } }, aWidget({ rules: [{ name: 'a', weight: 2 }, { name: 'b', weight: 1 }] }))).toEqual([
      { code: 'field-different', path: 'spec.rules[name=b].weight', expected: 2, actual: 1 },
    ])
  })

  it('without a key are called by index', () => {
    expect(differences({ spec: { rules: [{ a: 1, b: 2 }] } }, aWidget({ rules: [{ a: 1, b: 1 }] }))).toMatchObject([{ path: 'spec.rules[0].b' }])
  })
})
