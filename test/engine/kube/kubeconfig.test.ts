import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { ProblemError } from '../../../contract/problem.ts'
import { accessFromKubeconfig, kubeconfigFor, namespaceInKubeconfig } from '../../../engine/kube/kubeconfig.ts'

const encoded = (text: string): string => Buffer.from(text).toString('base64')

function aKubeconfig({ cluster = {}, user = {}, namespace }: { cluster?: object; user?: object; namespace?: string } = {}): string {
  return stringify({
    'current-context': 'one',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:6443', 'certificate-authority-data': encoded('CA'), ...cluster } }],
    users: [{ name: 'u', user: { token: 't', ...user } }],
    contexts: [
      { name: 'one', context: { cluster: 'c', user: 'u', ...(namespace ? { namespace } : {}) } },
      { name: 'lost', context: { cluster: 'nowhere', user: 'u' } },
    ],
  })
}

const codeOf = (yaml: string, options = {}): Promise<string> =>
  accessFromKubeconfig(yaml, options).then(
    () => 'accepted',
    (error: unknown) => (error as ProblemError).problem.code,
  )

describe('a kubeconfig', () => {
  it('gives what it holds inline', async () => {
    const user = { token: undefined, 'client-certificate-data': encoded('CERT'), 'client-key-data': encoded('KEY') }
    expect(await accessFromKubeconfig(aKubeconfig({ user, cluster: { 'tls-server-name': 'kube' } }))).toEqual({
      server: 'https://127.0.0.1:6443',
      authority: 'CA',
      certificate: 'CERT',
      key: 'KEY',
      serverName: 'kube',
    })
  })

  it('gives what the files say that it points to, beside itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'))
    await writeFile(join(folder, 'ca.pem'), 'CA of a file')
    await writeFile(join(folder, 'token'), 'a token\n')
    const yaml = aKubeconfig({ cluster: { 'certificate-authority-data': undefined, 'certificate-authority': 'ca.pem' }, user: { token: undefined, tokenFile: 'token' } })
    const access = await accessFromKubeconfig(yaml, { folder })
    await rm(folder, { recursive: true })
    expect([access.authority, access.token]).toEqual(['CA of a file', 'a token'])
  })

  it('written by us reads back the same', async () => {
    const access = { server: 'https://kindlab-control-plane:6443', authority: 'CA', token: 'abc', serverName: 'kubernetes' }
    const yaml = kubeconfigFor(access, { namespace: 'first-pod-main-x7k2', user: 'learner' })
    expect(await accessFromKubeconfig(yaml)).toEqual(access)
    expect(namespaceInKubeconfig(yaml)).toBe('first-pod-main-x7k2')
  })

  it('without a namespace means default', () => {
    expect(namespaceInKubeconfig(aKubeconfig())).toBe('default')
  })

  it.each([
    ['text that is not YAML', 'a: [', {}, 'kubeconfig-unreadable'],
    ['a list', '- a', {}, 'kubeconfig-unreadable'],
    ['no context at all', '{}', {}, 'kubeconfig-unreadable'],
    ['a context that is not there', aKubeconfig(), { context: 'two' }, 'kubeconfig-unreadable'],
    ['a context whose cluster is not there', aKubeconfig(), { context: 'lost' }, 'kubeconfig-unreadable'],
    ['a file that is not there', aKubeconfig({ user: { tokenFile: '/nowhere', token: undefined } }), {}, 'kubeconfig-unreadable'],
    ['a credential plugin that must ask somebody', aKubeconfig({ user: { exec: { command: 'plugin', interactiveMode: 'Always' } } }), {}, 'kubeconfig-plugin-interactive'],
    ['an unchecked certificate', aKubeconfig({ cluster: { 'insecure-skip-tls-verify': true } }), {}, 'kubeconfig-insecure'],
  ])('with %s is refused with its reason', async (_what, yaml, options, code) => {
    expect(await codeOf(yaml, options)).toBe(code)
  })
})
