import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import type { LabSummary } from '#contract/lab-summary.ts'
import { leaseKind } from '../../engine/cluster/kubeconfig-provider-pool.ts'
import { aPack, labYaml } from '../builders/pack-files.ts'
import { lendCluster, type LentCluster } from '../engine/cluster/kubeconfig-provider-lent.ts'
import { connectRuntime, terminalImage, testCluster } from '../engine/terminals/on-cluster.ts'
import { kubectlImage, loadShellImage } from '../engine/terminals/shell-image.ts'
import { inShell } from './in-shell.ts'
import { kindlab } from './kindlab-process.ts'

const lab = 'first-pod'
const pool = `lent-app-pool-${process.pid}`
const names = [1, 2].map((number) => `lent-app-${process.pid}-${number}`)

let home: string
let cluster: LentCluster
let kubeconfig: string
let environment: Record<string, string>

beforeAll(async () => {
  const runtime = await connectRuntime()
  const { node, kube } = await testCluster(runtime)
  kube.dispose()
  await loadShellImage(runtime, await terminalImage(runtime), node.name, kubectlImage)
  cluster = await lendCluster(pool, names, kubectlImage)
  home = await mkdtemp(join(tmpdir(), 'kindlab-lent-home-'))
  kubeconfig = join(home, 'class.kubeconfig')
  await writeFile(kubeconfig, cluster.kubeconfig, { mode: 0o600 })
  // Nobody who borrows a cluster needs Docker.
  environment = { KINDLAB_HOME: home, DOCKER_HOST: 'unix:///nowhere/docker.sock' }
})

afterAll(async () => {
  await onLent('down')
  await cluster[Symbol.asyncDispose]()
  await rm(home, { recursive: true, force: true })
})

const onLent = (...args: readonly string[]) => kindlab(['--kubeconfig', kubeconfig, '--lang', 'en', ...args], environment)

async function holders(): Promise<string[]> {
  const leases = await cluster.admin.list(leaseKind, { namespace: pool })
  return leases.flatMap(({ spec }) => (spec as { readonly holderIdentity?: string } | undefined)?.holderIdentity ?? []).filter((holder) => holder !== '')
}

async function stepStates(...args: readonly string[]): Promise<{ exitCode: number | null; states: string[] }> {
  const { exitCode, stdout, stderr } = await onLent('--json', ...args)
  const { steps } = JSON.parse(stdout.trim() || `{"steps":[{"state":${JSON.stringify(stderr)}}]}`) as { readonly steps?: readonly { readonly state: string }[] }
  return { exitCode, states: steps?.map(({ state }) => state) ?? [stdout] }
}

describe('a learner on a lent cluster', () => {
  it('finds it ready, with nothing to bring up', async () => {
    const [status, doctor] = await Promise.all([onLent('status'), onLent('doctor')])
    expect(status.stdout).toMatch(/is lent to you and ready: Kubernetes v1\./)
    expect([doctor.exitCode, doctor.stdout]).toEqual([0, expect.stringContaining('✓ Lent cluster')])
  })

  it('sees which labs can run there, and why another cannot', async () => {
    const { files } = aPack({ 'pack.yaml': undefined, '010-one/lab.yaml': labYaml.replace('minutes: 5', 'minutes: 5\nneeds: [namespaces, nodes]') })
    const packYaml = aPack().files.get('pack.yaml')?.content?.toString().concat('capabilities: [namespaces, nodes]\n') ?? ''
    await putPack({ ...Object.fromEntries([...files].map(([path, { content }]) => [path, content?.toString() ?? ''])), 'pack.yaml': packYaml })
    const { labs } = JSON.parse((await onLent('labs', 'list', '--json')).stdout) as { readonly labs: readonly LabSummary[] }
    const missing = Object.fromEntries(labs.map(({ lab: id, cannotRunHere }) => [id, cannotRunHere?.params['missing']]))
    expect(missing).toMatchObject({ one: 'nodes', 'autoscaling-under-load': 'metrics-server', 'first-pod': undefined })
    expect((await onLent('labs', 'list')).stdout).toContain('The lab one needs what this cluster does not offer: nodes.')
    expect(await onLent('labs', 'start', 'one')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('does not offer: nodes') })
    expect(await holders()).toEqual([])
  })

  it('is told that the cluster is not theirs to pause or stop', async () => {
    for (const command of ['pause', 'stop', 'logs']) {
      expect(await onLent(command)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(`\`kindlab ${command}\` does nothing to it`) })
    }
  })

  it('begins a lab in a namespace of the pool', async () => {
    const { exitCode, stdout, stderr } = await onLent('labs', 'start', lab)
    expect(exitCode, stderr).toBe(0)
    expect(names.some((name) => stdout.includes(name))).toBe(true)
    expect(await holders()).toHaveLength(1)
  })

  it.skipIf(!existsSync('/usr/bin/script'))('works in a shell that is a Pod, leaves it running, and comes back to it', async () => {
    const options = { args: ['--kubeconfig', kubeconfig, 'shell', lab], environment, prompt: '$ ' }
    const first = await inShell(options, 'kubectl run hello --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- netexec\n', 'pod/hello created')
    expect(first).toContain('The shell goes on')
    expect(await inShell(options, 'echo back-again\n', 'back-again')).toContain('pod/hello created')
  })

  it('sees the next step open once its checks pass', async () => {
    expect((await stepStates('labs', 'check', lab, '--wait', '20')).states).toEqual(['passed', 'open', 'locked'])
  })

  it('has a step shown, and goes back to where it began', async () => {
    expect(await stepStates('labs', 'skip')).toEqual({ exitCode: 0, states: ['passed', 'skipped', 'open'] })
    expect(await stepStates('labs', 'rewind', 'look')).toMatchObject({ exitCode: 0 })
  })

  it('starts over in a fresh namespace and gives the one before back', async () => {
    expect(await stepStates('labs', 'reset', lab)).toEqual({ exitCode: 0, states: ['open', 'locked', 'locked'] })
    expect(await holders()).toHaveLength(1)
  })

  it('ends it, and nothing of the pool is left claimed or full', async () => {
    expect((await onLent('labs', 'end', lab)).exitCode).toBe(0)
    expect(await holders()).toEqual([])
    const pods = await Promise.all(names.map((namespace) => cluster.admin.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace })))
    expect(pods.flat().map(({ metadata }) => metadata.name)).toEqual([])
  })

  it('gives everything back at once', async () => {
    await onLent('labs', 'start', lab)
    expect(await onLent('down')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('given back') })
    expect(await holders()).toEqual([])
    expect((await onLent('status')).stdout).toContain('ready')
  })

  it('is let in by a credential plugin whose token ends at once, and finds the same labs by either file', async () => {
    const withPlugin = join(home, 'plugin.kubeconfig')
    await writePlugin(withPlugin)
    const begun = await kindlab(['--kubeconfig', withPlugin, '--context', 'class', '--lang', 'en', 'labs', 'start', lab], environment)
    expect(begun).toMatchObject({ exitCode: 0 })
    expect(await onLent('labs', 'end', lab)).toMatchObject({ exitCode: 0 })
    expect(await holders()).toEqual([])
  })

  it('is told what is wrong with the words or the file', async () => {
    expect(await kindlab(['--context', 'class', 'status', '--lang', 'en'], environment)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--kubeconfig') })
    const missing = await kindlab(['--kubeconfig', join(home, 'none'), '--lang', 'en', 'labs', 'check'], environment)
    expect(missing).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('The kubeconfig cannot be used') })
  })
})

async function putPack(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const place = join(home, 'packs', 'small', path)
    await mkdir(dirname(place), { recursive: true })
    await writeFile(place, text)
  }
}

/** The class's kubeconfig with its token behind a program that lies beside it. */
async function writePlugin(path: string): Promise<void> {
  const config = parse(cluster.kubeconfig) as { users: { user: { token: string } }[]; contexts: { name: string }[]; 'current-context': string }
  const token = config.users[0]?.user.token ?? ''
  const credential = { apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status: { token, expirationTimestamp: new Date(Date.now() - 1000).toISOString() } }
  await writeFile(join(home, 'plugin.sh'), `#!/bin/sh\necho '${JSON.stringify(credential)}'\n`, { mode: 0o700 })
  const users = config.users.map((user) => ({ ...user, user: { exec: { apiVersion: credential.apiVersion, command: './plugin.sh', interactiveMode: 'Never' } } }))
  const contexts = config.contexts.map((context) => ({ ...context, name: 'class' }))
  await writeFile(path, stringify({ ...config, users, contexts, 'current-context': '' }), { mode: 0o600 })
}
