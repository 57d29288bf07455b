import { tarOf } from '../images/tar-stream.ts'
import type { ContainerFacts, ContainerRuntime } from '../runtime/container-runtime.ts'

const place = '/var/lib/kindlab/load'

/** Gives each node an image that none of the others need to fetch; `folder` holds it as `image.tar`. */
export async function loadIntoNodes(runtime: ContainerRuntime, nodes: readonly ContainerFacts[], folder: string): Promise<void> {
  for (const { id, name } of nodes) {
    await runtime.exec(id, ['mkdir', '-p', place])
    using tar = tarOf(folder)
    await runtime.putArchive(id, place, tar.stream)
    const { exitCode, stderr } = await runtime.exec(id, ['ctr', '--namespace', 'k8s.io', 'images', 'import', '--no-unpack', `${place}/image.tar`])
    await runtime.exec(id, ['rm', '-rf', place])
    if (exitCode !== 0) throw new Error(`${name} did not take the image: ${stderr.trim()}`)
  }
}

/** The nodes whose container runtime does not have an image yet. */
export async function nodesWithout(runtime: ContainerRuntime, nodes: readonly ContainerFacts[], reference: string): Promise<readonly ContainerFacts[]> {
  const answers = await Promise.all(nodes.map(({ id }) => runtime.exec(id, ['ctr', '--namespace', 'k8s.io', 'images', 'ls', '-q', `name==${reference}`])))
  return nodes.filter((_node, index) => answers[index]?.stdout.trim() === '')
}
