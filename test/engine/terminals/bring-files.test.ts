import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { filesOf } from '../../../engine/terminals/bring-files.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kindlab-files-'))
})

afterEach(() => rm(folder, { recursive: true }))

const bring = () => filesOf(folder, { uid: 1000, gid: 1000 })
const namesIn = (tar: Buffer | undefined): string[] => execFileSync('tar', ['--quoting-style=literal', '-tf', '-'], { input: tar ?? Buffer.alloc(1024), env: { ...process.env, LC_ALL: 'C.UTF-8' } }).toString().split('\n').filter(Boolean)

describe('a learner’s files, brought along', () => {
  it('are nothing where there are none, or no folder', async () => {
    expect(await bring()).toBeUndefined()
    expect(await filesOf(join(folder, 'none'), { uid: 0, gid: 0 })).toBeUndefined()
  })

  it('keep their folders, their bytes and whether they can be run', async () => {
    await mkdir(join(folder, 'bin'))
    await writeFile(join(folder, 'bin', 'run.sh'), Buffer.from([0, 255, 10]))
    await chmod(join(folder, 'bin', 'run.sh'), 0o755)
    const tar = await bring()
    expect(namesIn(tar)).toEqual(['bin/run.sh'])
    expect(execFileSync('tar', ['-tvf', '-'], { input: tar! }).toString()).toMatch(/^-rwxr-xr-x 1000\/1000 /)
    expect(execFileSync('tar', ['-xOf', '-'], { input: tar! })).toEqual(Buffer.from([0, 255, 10]))
  })

  it('leave out links, which could lead anywhere, and what is too large', async () => {
    await writeFile(join(folder, 'small'), 'x')
    await writeFile(join(folder, 'large'), Buffer.alloc(1_048_577))
    await symlink('/etc/passwd', join(folder, 'link'))
    await symlink('/etc', join(folder, 'folder'))
    expect(namesIn(await bring())).toEqual(['small'])
  })
})
