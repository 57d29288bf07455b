import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { type ProgressEvent, progressTo } from '#contract/progress.ts'
import { clusterFiles } from '../../../engine/cluster/cluster-files.ts'
import { durationsOf, openOperationLog } from '../../../engine/cluster/operation-log.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

describe('the log of an operation', () => {
  it('passes everything on and keeps it in a file of its user’s own', async () => {
    await using home = await scratchFolder()
    const files = clusterFiles(homeFrom({ KINDLAB_HOME: home.path }), 'kindlab')
    const events: ProgressEvent[] = []
    const log = await openOperationLog(files, progressTo((event) => events.push(event), new AbortController().signal))
    log.progress.step('cluster-create', { name: 'kindlab' })
    log.progress.log('a line')
    log.progress.fraction(0.5)
    await log.close()
    expect(events).toMatchObject([{ kind: 'step', code: 'cluster-create', params: { name: 'kindlab' } }, { kind: 'log', line: 'a line' }, { kind: 'fraction', done: 0.5 }])
    expect(await readFile(files.log, 'utf8')).toMatch(/^\S+Z cluster-create\na line\n$/)
    expect(log.text()).toContain('a line')
  })

  it('gives each step the time until the next', () => {
    const begun = [
      { step: 'cluster-nodes', at: 1_000 },
      { step: 'cluster-ready', at: 3_500 },
    ] as const
    expect(durationsOf(begun, 4_000)).toEqual([
      { step: 'cluster-nodes', milliseconds: 2_500 },
      { step: 'cluster-ready', milliseconds: 500 },
    ])
  })
})
