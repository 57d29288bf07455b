import type { ContainerFacts, ContainerRuntime } from '../runtime/container-runtime.ts'
import { isWaiting, labelsOf, nameOfOpen, nameOfWaiting, terminalLabel } from './terminal-container.ts'

/** The attempt's shells that wait at their prompt and belong to no window yet, whoever started them. */
export async function waitingTerminals(runtime: ContainerRuntime, cluster: string, attempt: string): Promise<readonly ContainerFacts[]> {
  const containers = await runtime.containers({ ...labelsOf(cluster, attempt), [terminalLabel]: '' })
  return containers.filter((one) => isWaiting(one) && one.state === 'running')
}

/** Takes one of them and gives back its id. Giving it another name is how it is taken: only one can, in whatever process. */
export async function takeWaiting(runtime: ContainerRuntime, cluster: string, attempt: string): Promise<string | undefined> {
  for (const { labels } of await waitingTerminals(runtime, cluster, attempt)) {
    const id = labels[terminalLabel] ?? ''
    const isTaken = await runtime.rename(nameOfWaiting(id), nameOfOpen(id)).then(() => true, () => false)
    if (isTaken) return id
  }
  return undefined
}
