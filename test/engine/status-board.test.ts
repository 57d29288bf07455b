import { describe, expect, it } from 'vitest'
import { ProblemError } from '#contract/problem.ts'
import type { ClusterState } from '#contract/cluster.ts'
import { StatusBoard } from '../../engine/status-board.ts'

const absent: ClusterState = { kind: 'absent' }
const stopped = new ProblemError({ code: 'docker-not-running', params: {} })

async function failedBoard(): Promise<StatusBoard> {
  const board = new StatusBoard('kind')
  await board.run('up', () => Promise.reject(stopped), () => Promise.resolve(absent)).catch(() => {})
  return board
}

describe('the status board', () => {
  it('says whose cluster it is, and what an operation failed at', async () => {
    expect((await failedBoard()).status()).toMatchObject({ provider: 'kind', cluster: absent, work: { outcome: { kind: 'failed', problem: { code: 'docker-not-running' } } } })
  })

  it('forgets what failed once the cluster is something else, and not before', async () => {
    const board = await failedBoard()
    board.show(absent)
    expect(board.status().work?.outcome.kind).toBe('failed')
    board.show({ kind: 'broken', problem: stopped.problem })
    expect(board.status().work).toBeUndefined()
  })

  it('runs one operation at a time', async () => {
    const board = new StatusBoard('kind')
    const first = board.run('up', () => Promise.resolve(1), () => Promise.resolve(absent))
    expect(board.isBusy).toBe(true)
    await expect(board.run('down', () => Promise.resolve(2), () => Promise.resolve(absent))).rejects.toMatchObject({ problem: { code: 'engine-busy' } })
    expect([await first, board.isBusy]).toEqual([1, false])
  })
})
