import { expect, it } from 'vitest'
import { kindClusterLabel, labelsFor } from '../../../engine/cluster/cluster-marks.ts'
import { otherClusters } from '../../../engine/cluster/other-clusters.ts'
import type { ContainerFacts } from '../../../engine/runtime/container-runtime.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'

const network = (cluster: string) => ({ id: cluster, name: cluster, labels: labelsFor({ cluster, layout: 1, kubernetes: 'v1.37.0', image: 'built', nodeImage: '', nodes: 1 }) })

function node(cluster: string, state: ContainerFacts['state']): ContainerFacts {
  return { id: `${cluster}-${state}`, name: cluster, image: '', labels: { [kindClusterLabel]: cluster }, state, createdAt: 0, networks: {} }
}

it('other clusters of Kindlab are in use while a node of them runs or is paused; those of others are none of ours', async () => {
  const runtime = fakeRuntime({
    networks: [network('kindlab'), network('torn'), network('paused'), network('ended'), { id: 'x', name: 'kind', labels: {} }],
    containers: [node('kindlab', 'running'), node('paused', 'paused'), node('ended', 'exited'), node('somebodys', 'running')],
  })
  expect(await otherClusters(runtime, 'kindlab')).toEqual([
    { name: 'ended', isInUse: false },
    { name: 'paused', isInUse: true },
    { name: 'torn', isInUse: false },
  ])
})
