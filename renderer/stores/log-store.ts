import { create } from 'zustand'
import type { LogLine, LogOf } from '#contract/views.ts'
import type { Problem } from '#contract/problem.ts'
import { problemOf } from '../rpc.ts'
import { whileConnected } from './connection-store.ts'

/** More lines than this nobody reads here; the oldest go first. */
export const mostLines = 5_000

interface Log {
  readonly lines: readonly (LogLine & { readonly number: number })[]
  readonly isOver: boolean
  readonly problem: Problem | undefined
}

const empty: Log = { lines: [], isOver: false, problem: undefined }

export const useLog = create<Log>(() => empty)

export function followLog(log: LogOf): () => void {
  useLog.setState(empty)
  return whileConnected(async (engine, signal) => {
    useLog.setState(empty)
    try {
      for await (const { lines, isOver = false } of await engine.views.log(log, { signal })) useLog.setState((before) => withLines(before, lines, isOver))
    } catch (error) {
      if (!signal.aborted) useLog.setState({ problem: problemOf(error) })
    }
  })
}

export function withLines(before: Log, lines: readonly LogLine[], isOver: boolean): Log {
  const next = (before.lines.at(-1)?.number ?? 0) + 1
  const all = [...before.lines, ...lines.map((line, index) => ({ ...line, number: next + index }))]
  return { ...before, isOver, lines: all.length > mostLines ? all.slice(-mostLines) : all }
}
