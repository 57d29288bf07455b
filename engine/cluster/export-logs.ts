import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Progress } from '#contract/progress.ts'
import { ProgramError } from '../programs/run-program.ts'
import type { ContainerFacts, ContainerRuntime } from '../runtime/container-runtime.ts'
import { type KindCluster, kindProgram } from './kind-cluster.ts'
import { exportKindLogs } from './kind-program.ts'
import { lookAtCluster } from './look-at-cluster.ts'

/** How many are kept: enough to compare, and each may be tens of megabytes. */
const keptBundles = 5

/** A folder with what every node can tell (`kind export logs`) and the log of our last long operation. Gives back its path. */
export async function exportLogs(cluster: KindCluster, progress: Progress): Promise<string> {
  const folder = join(cluster.files.bundles, new Date().toISOString().replaceAll(':', '-'))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await collectLogs(cluster, folder, progress)
    await removeOldest(cluster.files.bundles)
    return folder
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** Bundles are named by their time. What else somebody has put beside them stays. */
async function removeOldest(bundles: string): Promise<void> {
  const names = (await readdir(bundles)).filter((name) => /^\d{4}-\d\d-\d\dT[\d.-]+Z$/.test(name)).toSorted()
  for (const name of names.slice(0, -keptBundles)) await rm(join(bundles, name), { recursive: true, force: true })
}

async function collectLogs(cluster: KindCluster, folder: string, progress: Progress): Promise<void> {
  // Before the first operation there is none.
  await copyFile(cluster.files.log, join(folder, 'kindlab.log')).catch(() => {})
  const { nodes } = await lookAtCluster(cluster.runtime, cluster.name)
  // kind asks inside the nodes, which only running ones can answer.
  if (nodes.some(isRunning)) await askKind(cluster, folder, progress)
  for (const node of nodes) if (!isRunning(node)) await keepOutput(cluster.runtime, node, folder)
}

/** Past what a broken node does not answer kind goes on, and fails in the end: what it has found by then is wanted all the more. */
async function askKind(cluster: KindCluster, folder: string, progress: Progress): Promise<void> {
  const kind = await kindProgram(cluster, progress)
  await exportKindLogs(kind, folder, progress.signal).catch(async (error: unknown) => {
    if (!(error instanceof ProgramError)) throw error
    await writeFile(join(folder, 'kind-failed.log'), `${error.message}\n`)
  })
}

/** What its container printed, under kind's name for it. */
async function keepOutput(runtime: ContainerRuntime, node: ContainerFacts, folder: string): Promise<void> {
  await mkdir(join(folder, node.name), { recursive: true })
  await writeFile(join(folder, node.name, 'serial.log'), await runtime.logs(node.id))
}

const isRunning = ({ state }: ContainerFacts): boolean => state === 'running'
