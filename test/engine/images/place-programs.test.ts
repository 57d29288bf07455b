import { lstatSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build } from '../../../engine/images/build.ts'
import { folderStep } from '../../../engine/images/folder-step.ts'
import { placePrograms, stepsOf, type ProgramSteps } from '../../../engine/images/place-programs.ts'
import { recordedProgress, scratchFolder } from './scratch.ts'

async function builtPrograms(): Promise<ProgramSteps> {
  const cache = scratchFolder()
  const step = folderStep(cache, {
    name: 'kubernetes',
    code: 'images-build-program',
    ingredients: {},
    fill: async (folder) => writeFileSync(join(folder, 'kubernetes'), 'one for all'),
  })
  await build(step, { cache, progress: recordedProgress() })
  return new Map([['kubernetes', step]])
}

describe('placing programs', () => {
  it('copies a program once, executable, and links its other names to it', async () => {
    const root = scratchFolder()
    mkdirSync(join(root, 'usr', 'bin'), { recursive: true })
    await placePrograms(root, { 'kubernetes/kubernetes': ['/usr/bin/kubeadm', '/usr/bin/kubelet'] }, await builtPrograms())
    expect(readFileSync(join(root, 'usr/bin/kubelet'), 'utf8')).toBe('one for all')
    expect([readlinkSync(join(root, 'usr/bin/kubelet')), lstatSync(join(root, 'usr/bin/kubeadm')).mode & 0o777]).toEqual(['kubeadm', 0o755])
  })

  it('refuses a program that no step builds', async () => {
    const programs = await builtPrograms()
    expect(() => stepsOf({ 'etcd/etcd': ['/etcd'] }, programs)).toThrow('places etcd/etcd, but builds no program etcd')
  })
})
