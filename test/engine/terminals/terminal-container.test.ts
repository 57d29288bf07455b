import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { ContainerFacts } from '../../../engine/runtime/container-runtime.ts'
import { firstFiles, isWaiting, learnerUser, nameOfOpen, nameOfWaiting, terminalFrom, terminalSpec } from '../../../engine/terminals/terminal-container.ts'

const identity = { attempt: 'a1', kubeconfig: 'kind: Config\n', namespace: 'pods-a1-main', workspace: '/home/mina/work' }
const place = { cluster: 'kindlab', network: 'kindlab', image: 'terminal:1', user: { uid: 1000, gid: 100 } }
const specFor = (user = place.user) => terminalSpec({ id: 'x1', name: nameOfOpen('x1'), place: { ...place, user }, identity })

const aContainer = (change: Partial<ContainerFacts>): ContainerFacts => ({
  id: 'c1',
  name: nameOfOpen('x1'),
  image: 'terminal:1',
  labels: specFor().labels,
  state: 'running',
  createdAt: 5,
  networks: {},
  ...change,
})

describe('a terminal’s container', () => {
  it('gives the learner’s rights and files and nothing else of the host', () => {
    const spec = specFor()
    expect(spec.mounts).toEqual([{ kind: 'bind', source: '/home/mina/work', target: '/work' }])
    expect(spec.privileged).toBeUndefined()
    expect(spec.confined).toBe(true)
    expect(spec.user).toBe('1000:100')
    expect(spec.memoryBytes).toBeGreaterThan(0)
    expect(spec.processes).toBeGreaterThan(0)
    expect(spec.logBytes).toBeGreaterThan(0)
    expect(spec.environment).toEqual({ LANG: 'C.UTF-8', TERM: 'xterm-256color', COLORTERM: 'truecolor', KUBECONFIG: '/etc/kindlab/kubeconfig', HOME: '/home/learner' })
  })

  it('is found again as what it was opened for', () => {
    expect(terminalFrom(aContainer({}))).toEqual({ id: 'x1', target: { kind: 'attempt', attempt: 'a1' }, createdAt: 5, state: 'running' })
    expect(terminalFrom(aContainer({ state: 'paused' }))?.state).toBe('running')
    expect(terminalFrom(aContainer({ state: 'exited' }))?.state).toBe('exited')
  })

  it('is no terminal while it waits, and other containers never are', () => {
    const waiting = aContainer({ name: nameOfWaiting('x1') })
    expect([isWaiting(waiting), terminalFrom(waiting)]).toEqual([true, undefined])
    expect(terminalFrom(aContainer({ labels: { 'dev.kindlab.attempt': 'a1' } }))).toBeUndefined()
    expect(terminalFrom(aContainer({ name: nameOfOpen('other') }))).toBeUndefined()
  })
})

describe('the learner’s user', () => {
  const person = { platform: 'linux', getuid: () => 1000, getgid: () => 100 } as const

  it('is their own on Linux, and root’s on a root machine', () => {
    expect(learnerUser({ rootless: false }, person)).toEqual({ uid: 1000, gid: 100 })
    expect(learnerUser({ rootless: false }, { ...person, getuid: () => 0, getgid: () => 0 })).toEqual({ uid: 0, gid: 0 })
  })

  it('is root where Docker maps owners itself', () => {
    expect(learnerUser({ rootless: true }, person)).toEqual({ uid: 0, gid: 0 })
    expect(learnerUser({ rootless: false }, { ...person, platform: 'darwin' })).toEqual({ uid: 0, gid: 0 })
  })
})

describe('the first files', () => {
  const namesIn = (tar: Buffer): string[] => execFileSync('tar', ['-tf', '-'], { input: tar }).toString().trim().split('\n').map((name) => name.replace(/\/$/, ''))

  it('are a kubeconfig, and a name and a home for a user that the image does not know', () => {
    expect(namesIn(firstFiles({ uid: 0, gid: 0 }, 'x'))).toEqual(['etc/kindlab', 'etc/kindlab/kubeconfig'])
    expect(namesIn(firstFiles({ uid: 1000, gid: 100 }, 'x'))).toEqual(['etc/kindlab', 'etc/kindlab/kubeconfig', 'home/learner', 'etc/passwd', 'etc/group'])
  })
})
