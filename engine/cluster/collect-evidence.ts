import type { Progress } from '#contract/progress.ts'
import type { ContainerFacts, ContainerRuntime } from '../runtime/container-runtime.ts'
import { kindClusterLabel } from './cluster-marks.ts'

/** The last words of each node and its kubelet, for the log. Best effort: a node that cannot speak has said so already. */
export async function collectEvidence(runtime: ContainerRuntime, cluster: string, progress: Progress): Promise<void> {
  const nodes = await runtime.containers({ [kindClusterLabel]: cluster }).catch(() => [])
  for (const node of nodes) {
    log(progress, `${node.name} (${node.state})`, await containerLog(runtime, node))
    log(progress, `${node.name}: kubelet`, await kubeletLog(runtime, node))
  }
}

function log(progress: Progress, title: string, text: string): void {
  if (text.trim() === '') return
  progress.log(`── ${title}`)
  for (const line of text.trimEnd().split(/\r?\n/)) progress.log(line)
}

async function containerLog(runtime: ContainerRuntime, node: ContainerFacts): Promise<string> {
  return runtime.logs(node.id, 30).then(String, () => '')
}

async function kubeletLog(runtime: ContainerRuntime, node: ContainerFacts): Promise<string> {
  if (node.state !== 'running') return ''
  const command = ['journalctl', '-u', 'kubelet', '-n', '60', '--no-pager', '-o', 'cat']
  return runtime.exec(node.id, command, { signal: AbortSignal.timeout(10_000) }).then(({ stdout }) => stdout, () => '')
}
