import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '#contract/progress.ts'
import { type KindCluster, kindProgram } from './kind-cluster.ts'
import { exportKindLogs } from './kind-program.ts'
import { lookAtCluster } from './look-at-cluster.ts'

/** A folder with what every node can tell (`kind export logs`) and the log of our last long operation. Gives back its path. */
export async function exportLogs(cluster: KindCluster, progress: Progress): Promise<string> {
  const folder = join(cluster.files.bundles, new Date().toISOString().replaceAll(':', '-'))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Before the first operation there is none.
  await copyFile(cluster.files.log, join(folder, 'kindlab.log')).catch(() => {})
  const { nodes } = await lookAtCluster(cluster.runtime, cluster.name)
  // kind asks inside the nodes, which only running ones can answer.
  if (nodes.some(({ state }) => state === 'running')) await exportKindLogs(await kindProgram(cluster, progress), folder, progress.signal)
  return folder
}
