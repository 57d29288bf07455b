import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterFiles } from '../../engine/cluster/cluster-files.ts'
import { runProgram } from '../../engine/programs/run-program.ts'
import type { BenchSite } from './bench-site.ts'

export interface Kubectl {
  readonly program: string
  readonly kubeconfig: string
}

/** Lends the cluster's own kubectl, taken out of its node. */
export async function withKubectl<Result>({ runtime, cluster, home }: BenchSite, use: (kubectl: Kubectl) => Promise<Result>): Promise<Result> {
  if (process.platform !== 'linux') throw new Error('the node’s kubectl runs on Linux only')
  const folder = await mkdtemp(join(tmpdir(), 'kindlab-bench-kubectl-'))
  try {
    const program = join(folder, 'kubectl')
    await runProgram('docker', ['cp', '-L', `${cluster.facts.name}-control-plane:/usr/bin/kubectl`, program], { environment: runtime.environment })
    return await use({ program, kubeconfig: clusterFiles(home, cluster.facts.name).kubeconfig })
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Milliseconds of processor time that ended children of this process took; undefined where the system does not tell (only Linux does). */
export async function childrenProcessorTime(): Promise<number | undefined> {
  const stat = await readFile('/proc/self/stat', 'utf8').catch(() => undefined)
  // After the name in brackets, fields 16 and 17 of proc(5): cutime and cstime, in hundredths of a second.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields && (Number(fields[13]) + Number(fields[14])) * 10
}
