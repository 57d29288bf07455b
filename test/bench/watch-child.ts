import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { clusterFiles } from '../../engine/cluster/cluster-files.ts'
import { homeFrom } from '../../engine/files/home.ts'
import { createKubeClient } from '../../engine/kube/create-kube-client.ts'
import { accessFromKubeconfig } from '../../engine/kube/kubeconfig.ts'
import { createClusterWatch } from '../../engine/watch/cluster-watch.ts'
import { now } from './stopwatch.ts'

export interface Watched {
  readonly objects: number
  /** ms from wanting all Pods until they are there, the connection made among it. */
  readonly synced: number
  /** Bytes that they take once nothing else does. */
  readonly heap: number
}

/** The watch and nothing else in a process. */
const kubeconfig = clusterFiles(homeFrom(process.env), process.env['KINDLAB_CLUSTER'] ?? '').kubeconfig
const access = await accessFromKubeconfig(await readFile(kubeconfig, 'utf8'))
const kube = createKubeClient(access)
const watch = createClusterWatch({ access, discover: (kind) => kube.resource(kind) })
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void // what V8 shows by that flag
const from = now()
const handle = watch.want({ apiVersion: 'v1', kind: 'Pod' })
await handle.synced()
const synced = now() - from
const objects = handle.objects.size
const full = settledHeap()
// The connection and all else stay: what goes with the last holder is what the objects took.
const other = watch.want({ apiVersion: 'v1', kind: 'Namespace' })
await other.synced()
handle.dispose()
await pause(200)
const seen: Watched = { objects, synced, heap: full - settledHeap() }
console.log(JSON.stringify(seen))
watch.dispose()
kube.dispose()
process.exit()

function settledHeap(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
