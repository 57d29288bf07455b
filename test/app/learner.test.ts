import { existsSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { createKubeClient } from '../../engine/kube/create-kube-client.ts'
import { accessFromKubeconfig, namespaceInKubeconfig } from '../../engine/kube/kubeconfig.ts'
import { inShell } from './in-shell.ts'
import { kindlab } from './kindlab-process.ts'

const lab = 'first-pod'
const shell = { args: ['shell', lab], prompt: '❯' }

afterAll(async () => {
  await kindlab(['labs', 'end', lab])
})

describe('a learner with a terminal', () => {
  it('finds the labs', async () => {
    const { exitCode, stdout } = await kindlab(['labs', 'list', '--json'])
    const { labs } = JSON.parse(stdout) as { labs: { lab: string }[] }
    expect([exitCode, labs.slice(0, 3).map((one) => one.lab)]).toEqual([0, ['first-pod', 'self-healing-deployment', 'service-in-front']])
  })

  it('is told which labs there are when one is misspelt', async () => {
    const { exitCode, stderr } = await kindlab(['labs', 'start', 'frist-pod', '--lang', 'en'])
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/^There is no lab “frist-pod”. There are: first-pod, self-healing-deployment, /)])
  })

  it('begins one and reads its lesson in Korean', async () => {
    const { exitCode, stdout } = await kindlab(['labs', 'start', lab, '--lang', 'ko'])
    expect([exitCode, stdout.includes('네임스페이스')]).toEqual([0, true])
  })

  it('is told what is missing, with exit code 3', async () => {
    const { exitCode, stdout } = await kindlab(['labs', 'check', lab, '--lang', 'en'])
    expect([exitCode, stdout]).toEqual([3, expect.stringContaining('hello')])
  })

  it('asks for a hint', async () => {
    const { stdout } = await kindlab(['labs', 'hint', lab, '--lang', 'en'])
    expect(stdout).toContain('Hint 1 of 3')
  })

  it.skipIf(!existsSync('/usr/bin/script'))('works in a shell, leaves it running, and comes back to it', async () => {
    const first = await inShell(shell, 'kubectl run hello --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- netexec\n', 'pod/hello created')
    expect(first).toContain('The shell goes on')
    const again = await inShell(shell, 'echo back-again\n', 'back-again')
    expect(again).toContain('pod/hello created')
  })

  it('takes the lab’s rights, and no more, to tools of their own', async () => {
    const { stdout } = await kindlab(['kubeconfig', lab])
    const kube = createKubeClient(await accessFromKubeconfig(stdout))
    const pods = await kube.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace: namespaceInKubeconfig(stdout) })
    expect(pods.map(({ metadata }) => metadata.name)).toContain('hello')
    await expect(kube.list({ apiVersion: 'v1', kind: 'Secret' }, { namespace: 'kube-system' })).rejects.toThrow(/forbidden/)
    kube.dispose()
  })

  it('sees the next step open once its checks pass', async () => {
    const { stdout } = await kindlab(['labs', 'check', lab, '--json', '--wait', '60'])
    const { steps } = JSON.parse(stdout.trim()) as { steps: { state: string }[] }
    expect(steps.map(({ state }) => state)).toEqual(['passed', 'open', 'locked'])
  })

  it('starts over', async () => {
    const { exitCode, stdout } = await kindlab(['labs', 'reset', lab, '--json'])
    const { steps } = JSON.parse(stdout.trim()) as { steps: { state: string }[] }
    expect([exitCode, steps.map(({ state }) => state)]).toEqual([0, ['open', 'locked', 'locked']])
  })

  it('has words explained when they are not understood', async () => {
    const { exitCode, stderr } = await kindlab(['labz'])
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('labs')])
  })
})
