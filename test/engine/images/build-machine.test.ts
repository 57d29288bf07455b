import { describe, expect, it } from 'vitest'
import { goVersionSaid, judgeMachine, type MachineFacts } from '../../../engine/images/build-machine.ts'

const aMachine = (facts: Partial<MachineFacts> = {}): MachineFacts => ({
  platform: 'linux',
  isRoot: true,
  go: [1, 26],
  hasApt: true,
  missing: [],
  ...facts,
})

const judged = (facts: Partial<MachineFacts>): string => {
  const fitness = judgeMachine(aMachine(facts), 'kindest/node:v1.37.0')
  return fitness.kind === 'unfit' ? fitness.problem.code : fitness.kind
}

describe('a machine that is to build images', () => {
  it.each([
    ['is ready with root, Go and the tools', {}, 'ready'],
    ['cannot be a Mac', { platform: 'darwin', isRoot: false }, 'build-needs-linux'],
    ['needs root', { isRoot: false }, 'build-needs-root'],
    ['needs Go', { go: undefined }, 'build-needs-go'],
    ['needs a Go that fetches its own toolchains', { go: [1, 19] }, 'build-needs-go'],
    ['takes a Go of a later major version', { go: [2, 0] }, 'ready'],
    ['needs apt for tools that are missing', { missing: ['debootstrap'], hasApt: false }, 'build-needs-debian'],
  ] satisfies [string, Partial<MachineFacts>, string][])('%s', (_claim, facts, verdict) => {
    expect(judged(facts)).toBe(verdict)
  })

  it('is told which packages bring the missing tools', () => {
    expect(judgeMachine(aMachine({ missing: ['debootstrap', 'gcc'] }), 'x')).toEqual({
      kind: 'needs-packages',
      packages: ['debootstrap', 'debian-archive-keyring', 'gcc', 'libc6-dev'],
    })
  })

  it('names the image that could not be had', () => {
    expect(judgeMachine(aMachine({ isRoot: false }), 'kindest/node:v1')).toMatchObject({ problem: { params: { image: 'kindest/node:v1' } } })
  })
})

describe('the version of Go', () => {
  it.each([
    ['go version go1.26.8 linux/amd64', [1, 26]],
    ['go version go1.27rc1 darwin/arm64', [1, 27]],
    ['go version devel go1.28-8f1b2c linux/amd64', [1, 28]],
    ['bash: go: command not found', undefined],
  ])('is read from "%s"', (line, version) => {
    expect(goVersionSaid(line)).toEqual(version)
  })
})
