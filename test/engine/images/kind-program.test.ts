import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '#contract/problem.ts'
import { build } from '../../../engine/images/build.ts'
import { kindDownloadStep, kindFileFor, kindFileName, readKindLock } from '../../../engine/images/kind-download.ts'
import { versionSaid } from '../../../engine/images/kind-program.ts'
import { recipesFolder } from '../../../engine/images/node-recipe.ts'
import { recordedProgress, scratchFolder } from './scratch.ts'

describe('the version of kind', () => {
  it.each([
    ['kind v0.33.0 go1.26.8 linux/amd64', 'v0.33.0'],
    ['kind v0.34.0-alpha+1a2b3c go1.27.0 darwin/arm64\n', 'v0.34.0-alpha+1a2b3c'],
    ['kind: a mail reader', undefined],
  ])('is read from "%s"', (line, version) => {
    expect(versionSaid(line)).toBe(version)
  })

  it('is one and the same for the release and for the Go module', () => {
    const goMod = readFileSync(join(recipesFolder, 'node', 'go', 'kind', 'go.mod'), 'utf8')
    expect(/sigs\.k8s\.io\/kind (v\S+)/.exec(goMod)?.[1]).toBe(readKindLock().version)
  })
})

describe('the release of kind', () => {
  const text = 'not really kind'
  const lock = { ...readKindLock(), sha256: { 'kind-plan9-amd64': createHash('sha256').update(text).digest('hex') } }
  const answering = (bytes: string, status = 200) => async (): Promise<Response> => new Response(bytes, { status })

  it('has a locked file for each system that Kindlab runs on', () => {
    const wanted = [['linux', 'x64'], ['linux', 'arm64'], ['darwin', 'x64'], ['darwin', 'arm64'], ['win32', 'x64']] as const
    expect(wanted.map(([platform, architecture]) => kindFileFor(platform, architecture)).filter((name) => !(name in readKindLock().sha256))).toEqual([])
  })

  it('becomes a program when its bytes are the locked ones', async () => {
    const cache = scratchFolder()
    const step = kindDownloadStep(cache, lock, 'kind-plan9-amd64', answering(text))!
    await build(step, { cache, progress: recordedProgress() })
    const file = join(step.folder, kindFileName())
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o100]).toEqual([text, 0o100])
  })

  it('is refused when its bytes are others', async () => {
    const cache = scratchFolder()
    const step = kindDownloadStep(cache, lock, 'kind-plan9-amd64', answering('something else'))!
    const failure = await build(step, { cache, progress: recordedProgress() }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ProblemError)
    expect([(failure as ProblemError).problem.code, await step.isMade()]).toEqual(['download-differs', false])
  })

  it('says what the server answered when there is no such file', async () => {
    const cache = scratchFolder()
    const step = kindDownloadStep(cache, lock, 'kind-plan9-amd64', answering('gone', 404))!
    await expect(build(step, { cache, progress: recordedProgress() })).rejects.toThrow('kind-plan9-amd64 answered 404')
  })

  it('does not exist for a system that kind is not released for', () => {
    expect(kindDownloadStep(scratchFolder(), lock, kindFileFor('freebsd', 'x64'))).toBeUndefined()
  })
})
