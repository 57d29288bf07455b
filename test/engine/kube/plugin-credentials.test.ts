import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { problemFrom } from '#contract/problem.ts'
import { openConnections } from '../../../engine/kube/connections.ts'
import type { KubeAccess } from '../../../engine/kube/kube-client.ts'
import { accessThroughPlugin, type ExecEntry } from '../../../engine/kube/plugin-credentials.ts'
import { serveApi } from './api-server-stub.ts'

const hour = 3_600_000
const base = { server: 'https://127.0.0.1:6443', authority: 'CA' }

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindlab-plugin-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** A program that gives `token-1`, then `token-2`…, each ending when the file `ends` says; it notes what it was told and how often it ran. */
async function givePlugin(ends: number): Promise<void> {
  await credentialsEnd(ends)
  const script = `#!/bin/sh
cd "$(dirname "$0")"
echo run >> runs
printf %s "$KUBERNETES_EXEC_INFO" > info
printf '{"kind":"ExecCredential","status":{"token":"token-%d","expirationTimestamp":"%s"}}' "$(wc -l < runs)" "$(cat ends)"
`
  await writeFile(join(folder, 'plugin'), script, { mode: 0o700 })
}

const credentialsEnd = (at: number): Promise<void> => writeFile(join(folder, 'ends'), new Date(at).toISOString())
const runs = async (): Promise<number> => (await readFile(join(folder, 'runs'), 'utf8')).split('\n').length - 1

const anExec = (changes: ExecEntry = {}): ExecEntry => ({ apiVersion: 'client.authentication.k8s.io/v1', command: './plugin', args: [], ...changes })
const through = (exec = anExec(), access: KubeAccess = base): Promise<KubeAccess> => accessThroughPlugin(access, { exec }, folder)
const problemOf = (work: Promise<unknown>) => work.then(() => undefined, problemFrom)

describe('an access through a plugin', () => {
  it('has what the plugin gave, and tells it what kubectl would', async () => {
    await givePlugin(Date.now() + hour)
    expect(await through(anExec({ provideClusterInfo: true }))).toMatchObject({ ...base, token: 'token-1' })
    const cluster = { server: base.server, 'certificate-authority-data': Buffer.from('CA').toString('base64') }
    expect(JSON.parse(await readFile(join(folder, 'info'), 'utf8'))).toEqual({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', spec: { interactive: false, cluster } })
  })

  it('asks again once the credentials have ended, and not before', async () => {
    await givePlugin(Date.now() - 1)
    const access = await through()
    await credentialsEnd(Date.now() + hour)
    await Promise.all([access.renew?.(), access.renew?.()])
    await access.renew?.()
    expect([access.token, await runs()]).toEqual(['token-2', 2])
  })

  it('asks again when the server did not take them, once for all who were refused', async () => {
    await givePlugin(Date.now() + hour)
    const access = await through()
    await Promise.all([access.renew?.({ token: 'token-1' }), access.renew?.({ token: 'token-1' })])
    await access.renew?.({ token: 'token-1' })
    expect([access.token, await runs()]).toEqual(['token-2', 2])
  })

  it('makes a call again that was refused, with new credentials', async () => {
    await givePlugin(Date.now() + hour)
    await using stub = await serveApi(({ headers }) => (headers.authorization === 'Bearer token-1' ? { status: 401 } : { body: 'done' }))
    const connections = openConnections(await through(anExec(), stub.access))
    const { body } = await connections.send({ method: 'POST', path: '/things', body: '{}' })
    connections.dispose()
    expect([body, stub.seen.map(({ headers }) => headers.authorization)]).toEqual(['done', ['Bearer token-1', 'Bearer token-2']])
  })

  it.each([
    ['is not installed', anExec({ command: 'no-such-plugin', installHint: 'Get it from its makers.' }), { code: 'kubeconfig-plugin-missing', params: { plugin: 'no-such-plugin' }, detail: 'Get it from its makers.' }],
    ['fails', anExec({ command: 'sh', args: ['-c', 'echo log in first >&2; exit 1'] }), { code: 'kubeconfig-plugin-failed', detail: 'log in first' }],
    ['gives nothing', anExec({ command: 'echo', args: ['{"status":{}}'] }), { code: 'kubeconfig-plugin-failed', detail: 'it gave neither a token nor a certificate' }],
    ['must ask somebody', anExec({ interactiveMode: 'Always' }), { code: 'kubeconfig-plugin-interactive', params: { plugin: './plugin' } }],
  ])('says so when its plugin %s', async (_what, exec, problem) => {
    expect(await problemOf(through(exec))).toMatchObject(problem)
  })
})
