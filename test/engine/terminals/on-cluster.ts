import { readFile } from 'node:fs/promises'
import type { ContainerFacts, ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { connectDocker } from '../../../engine/runtime/docker-connection.ts'
import { dockerRuntime } from '../../../engine/runtime/docker-runtime.ts'
import { findDocker } from '../../../engine/runtime/find-docker.ts'
import { accessFromKubeconfig } from '../../../engine/kube/kubeconfig.ts'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'

export async function connectRuntime(): Promise<ContainerRuntime> {
  const found = await findDocker(process.env)
  if (found.kind !== 'found') throw new Error('these tests need Docker')
  return dockerRuntime(await connectDocker(found.endpoint), {})
}

/** The terminal image that was made last. */
export async function terminalImage(runtime: ContainerRuntime): Promise<string> {
  const tags = (await runtime.images({})).flatMap(({ tags }) => tags).filter((tag) => tag.startsWith('kindlab/terminal:'))
  const image = process.env['KINDLAB_TERMINAL_IMAGE'] ?? tags[0]
  if (image === undefined) throw new Error('these tests need a terminal image: `kindlab images build` makes it')
  return image
}

/** The kind cluster that KINDLAB_TEST_KUBECONFIG leads to, with an administrator's rights. */
export interface TestCluster {
  readonly kube: KubeClient
  readonly node: ContainerFacts
  /** Docker network of the nodes. */
  readonly network: string
  readonly internalServer: string
}

export async function testCluster(runtime: ContainerRuntime): Promise<TestCluster> {
  const path = process.env['KINDLAB_TEST_KUBECONFIG']
  if (path === undefined) throw new Error('these tests need a cluster of their own: KINDLAB_TEST_KUBECONFIG names its kubeconfig')
  const text = await readFile(path, 'utf8')
  const name = /current-context: kind-(\S+)/.exec(text)?.[1] ?? ''
  const node = await runtime.container(`${name}-control-plane`)
  const network = Object.keys(node?.networks ?? {})[0]
  if (node === undefined || network === undefined) throw new Error(`no kind cluster named ${name}`)
  return { kube: createKubeClient(await accessFromKubeconfig(text)), node, network, internalServer: `https://${node.name}:6443` }
}
