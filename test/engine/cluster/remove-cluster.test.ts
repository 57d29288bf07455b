import { describe, expect, it } from 'vitest'
import { clusterLabel } from '../../../engine/cluster/cluster-marks.ts'
import { refuseForeign, removeCluster, removeCutOff } from '../../../engine/cluster/remove-cluster.ts'
import { aNode, aTerminal, ourNetwork, theCluster } from '../../builders/clusters.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'

const foreign = {
  containers: [aNode({ cluster: 'other', network: 'kind' }), aTerminal({ id: 'theirs', labels: { [clusterLabel]: 'kindlab-2' }, networks: { 'kindlab-2': { ipv4: '172.19.0.3' } } })],
  networks: [{ id: 'network-kind', name: 'kind', labels: {} }, ourNetwork({ cluster: 'kindlab-2' })],
  volumes: [{ name: 'theirs', labels: { [clusterLabel]: 'kindlab-2' } }, { name: 'nobodys', labels: {} }],
}

const withOurs = () =>
  fakeRuntime({
    containers: [...foreign.containers, aNode(), aNode({ role: 'worker', state: 'paused' }), aTerminal({ state: 'exited' })],
    networks: [...foreign.networks, ourNetwork()],
    volumes: [...foreign.volumes, { name: 'ours', labels: { [clusterLabel]: theCluster } }],
  })

describe('removing a cluster', () => {
  it('takes its nodes, terminals, volumes and network, and nothing else', async () => {
    const runtime = withOurs()
    await removeCluster(runtime, theCluster)
    expect(runtime.things).toEqual(foreign)
  })

  it('is the same when done twice', async () => {
    const runtime = withOurs()
    await removeCluster(runtime, theCluster)
    await removeCluster(runtime, theCluster)
    expect(runtime.things).toEqual(foreign)
  })

  it('takes a node that a cut-off `docker run` makes only after its end was seen', async () => {
    const runtime = fakeRuntime({ networks: [ourNetwork()] })
    const list = runtime.containers.bind(runtime)
    let looks = 0
    const late = Object.assign(Object.create(runtime) as typeof runtime, {
      containers: (labels: Parameters<typeof list>[0]) => {
        if (++looks === 3) runtime.things.containers.push(aNode({ state: 'created' }))
        return list(labels)
      },
    })
    await removeCutOff(late, theCluster)
    expect(runtime.things).toEqual({ containers: [], networks: [], volumes: [] })
  })

  it('refuses to touch a cluster of the same name that kind made for somebody else', async () => {
    const runtime = fakeRuntime({ containers: [aNode({ network: 'kind' })] })
    await expect(removeCluster(runtime, theCluster)).rejects.toMatchObject({ problem: { code: 'cluster-name-taken', params: { what: 'kindlab-control-plane' } } })
    expect(runtime.things.containers).toHaveLength(1)
  })

  it('refuses a network of the same name that is not ours', () => {
    const network = { id: 'n', name: theCluster, labels: {} }
    expect(() => refuseForeign({ name: theCluster, network, nodes: [], terminals: [] })).toThrow(/cluster-name-taken/)
  })
})
