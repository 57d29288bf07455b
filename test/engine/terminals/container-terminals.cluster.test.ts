import { chmod, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemFrom } from '#contract/problem.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { createContainerTerminals } from '../../../engine/terminals/container-terminals.ts'
import { learnerUser, type LearnerUser } from '../../../engine/terminals/terminal-container.ts'
import type { TerminalHost } from '../../../engine/terminals/terminal-host.ts'
import { AtATerminal } from './at-a-terminal.ts'
import { connectRuntime, terminalImage } from './on-cluster.ts'
import { terminalHostContract } from './terminal-host-contract.ts'

const cluster = 'kindlab-terminal-test'
const size = { columns: 100, rows: 30 }

let image = ''

async function connect(): Promise<ContainerRuntime> {
  const runtime = await connectRuntime()
  image = await terminalImage(runtime)
  return runtime
}

function hostFor(runtime: ContainerRuntime, user: LearnerUser): TerminalHost {
  const facts = { name: cluster, provider: 'kind', kubernetes: '', nodes: 1, image: 'built', cgroup: 'unknown', cni: '' } as const
  return createContainerTerminals({ runtime, cluster: { facts, network: cluster, images: { terminal: image } }, user })
}

async function withNetwork(runtime: ContainerRuntime): Promise<() => Promise<void>> {
  const { id } = (await runtime.network(cluster)) ?? (await runtime.createNetwork(cluster, { 'dev.kindlab.cluster': cluster }))
  return () => runtime.removeNetwork(id)
}

terminalHostContract('containers', async () => {
  const runtime = await connect()
  const dispose = await withNetwork(runtime)
  const user = learnerUser(await runtime.facts())
  return {
    newHost: async () => hostFor(runtime, user),
    kubeconfig: (namespace) => `apiVersion: v1\nkind: Config\n# ${namespace}\n`,
    count: async (attempt) => (await runtime.containers({ 'dev.kindlab.cluster': cluster, 'dev.kindlab.attempt': attempt })).length,
    sharesWorkspace: true,
    namespace: 'default',
    dispose,
  }
})

describe('containers: a terminal', () => {
  let runtime: ContainerRuntime
  let removeNetwork: () => Promise<void>
  let folder: string

  beforeAll(async () => {
    runtime = await connect()
    removeNetwork = await withNetwork(runtime)
    folder = await mkdtemp(join(tmpdir(), 'kindlab-terminal-'))
    await chmod(folder, 0o777)
  })

  afterAll(async () => {
    await removeNetwork()
    await rm(folder, { recursive: true })
  })

  it('belongs to a learner who is not root: a name, a home, files that stay theirs, a kubeconfig that helm does not warn of', async () => {
    const host = hostFor(runtime, { uid: 12_345, gid: 12_346 })
    const identity = { attempt: `u${process.pid}`, kubeconfig: 'kind: Config\n', namespace: 'default', workspace: folder }
    const { id } = await host.open({ target: { kind: 'attempt', attempt: identity.attempt }, identity, size })
    const person = new AtATerminal(await host.attach(id, size))
    await person.run('id -un; touch ~/kept mine; stat -c %a:%U $KUBECONFIG; head -1 $KUBECONFIG; echo end-$((1+1))', /learner[^]*400:learner[^]*kind: Config[^]*end-2/)
    expect((await stat(join(folder, 'mine'))).uid).toBe(12_345)
    await host.closeAll(identity.attempt)
    host.dispose()
  })
})

describe('containers: a folder that Docker does not see', () => {
  it('is a problem that says which, and leaves nothing behind', async () => {
    const runtime = await connect()
    const host = hostFor(runtime, { uid: 0, gid: 0 })
    const identity = { attempt: `n${process.pid}`, kubeconfig: '', namespace: 'default', workspace: '/no/such/folder' }
    expect(await codeOf(host.open({ target: { kind: 'attempt', attempt: identity.attempt }, identity, size }))).toBe('terminal-workspace-not-shared')
    expect(await runtime.containers({ 'dev.kindlab.attempt': identity.attempt })).toEqual([])
    host.dispose()
  })
})

describe('a terminal on a node', () => {
  let runtime: ContainerRuntime
  let host: TerminalHost
  const node = `${cluster}-node`
  const identity = { attempt: 'none', kubeconfig: '', namespace: '', workspace: '' }
  const openOn = (name: string) => host.open({ target: { kind: 'node', attempt: 'none', node: name }, identity, size })

  /** A container that says it is a node of the cluster. */
  beforeAll(async () => {
    runtime = await connect()
    host = hostFor(runtime, { uid: 0, gid: 0 })
    await runtime.remove(node)
    await runtime.create({ name: node, image, entrypoint: ['/bin/sleep'], command: ['infinity'], labels: { 'io.x-k8s.kind.cluster': cluster } })
    await runtime.start(node)
  })

  afterAll(async () => {
    host.dispose()
    await runtime.remove(node)
  })

  it('is root’s shell there, and closing it ends the shell and what it started', async () => {
    const { id } = await openOn(node)
    expect(await host.list()).toContainEqual(expect.objectContaining({ id, target: { kind: 'node', node, attempt: 'none' }, state: 'running' }))
    const person = new AtATerminal(await host.attach(id, size))
    await person.run('id -un; stty size; sleep 4321 & echo end-$((1+1))', /root[^]*30 100[^]*end-2/)
    await host.close(id)
    const { stdout } = await runtime.exec(node, ['/bin/sh', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "'])
    expect(stdout).not.toMatch(/4321|bash/)
    expect(await codeOf(host.attach(id, size))).toBe('terminal-gone')
  })

  it('tells the exit code', async () => {
    const { id } = await openOn(node)
    const { stream, exited } = await host.attach(id, size)
    stream.write('exit 5\r')
    await new Promise((resolve) => stream.resume().once('end', resolve))
    expect(await exited).toBe(5)
  })

  it('is refused on any container that is not a node of this cluster', async () => {
    expect(await codeOf(openOn('no-such-container'))).toBe('terminal-target-unsupported')
  })
})

const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', (error: unknown) => problemFrom(error).code)
