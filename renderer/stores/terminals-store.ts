import { create } from 'zustand'
import type { Locale } from '#contract/locale.ts'
import type { Problem } from '#contract/problem.ts'
import type { TerminalFacts } from '#contract/terminal.ts'
import {
  allTerminals,
  closeTerminal as withoutTerminal,
  meetTerminals,
  noTerminals,
  openTab,
  replaceTerminal,
  shownTab,
  splitTerminal,
  tabOf,
  terminalsIn,
  type Direction,
  type TerminalLayout,
} from './terminal-layout.ts'
import { problemOf } from '../rpc.ts'
import { engine, whileConnected } from './connection-store.ts'
import { useSettings } from './settings-store.ts'
import { readLayout, writeLayout } from './terminals-storage.ts'

/** How a terminal is: its shell has ended, its container is gone, or its output does not reach us for now. */
export type Fate = 'running' | 'ended' | 'gone' | 'unreachable'

interface Terminals {
  readonly attempt: string
  readonly layout: TerminalLayout
  /** Those whose shell runs on a node. */
  readonly onNode: readonly string[]
  /** By id; one that is not here runs. */
  readonly fates: Readonly<Record<string, Fate>>
  /** What kept the last terminal from being opened. */
  readonly problem: Problem | undefined
  /** The terminal whose scrollback is being searched. */
  readonly searching: string | undefined
}

const nothing: Terminals = { attempt: '', layout: noTerminals, onNode: [], fates: {}, problem: undefined, searching: undefined }

/** The terminals of the attempt on the screen: which there are, where each is shown, how each is. */
export const useTerminals = create<Terminals>(() => nothing)

const firstSize = { columns: 100, rows: 24 }

export const changeLayout = (change: (layout: TerminalLayout) => TerminalLayout): void => useTerminals.setState(({ layout }) => ({ layout: change(layout) }))

/** Brings the attempt's terminals back as they were, or opens a first one. */
export function followTerminals(attempt: string): () => void {
  useTerminals.setState({ ...nothing, attempt, layout: readLayout(attempt) }, true)
  const keep = useTerminals.subscribe(({ layout }, before) => {
    if (layout !== before.layout) writeLayout(attempt, layout)
  })
  let isMet = false
  const stop = whileConnected(async ({ terminals }, signal) => {
    if (isMet) return
    const open = (await terminals.list()).filter(({ target }) => target.attempt === attempt)
    // Whoever has left meanwhile would open a second first terminal.
    if (signal.aborted) return
    isMet = true
    meet(open)
    if (allTerminals(useTerminals.getState().layout).length === 0) await openTerminal()
  })
  return () => {
    keep()
    stop()
  }
}

function meet(open: readonly TerminalFacts[]): void {
  const ended = open.filter(({ state }) => state === 'exited').map(({ id }) => [id, 'ended'] as const)
  changeLayout((layout) => meetTerminals(layout, { present: open.map(({ id }) => id), running: open.filter(({ state }) => state === 'running').map(({ id }) => id) }))
  useTerminals.setState({ fates: Object.fromEntries(ended), onNode: open.filter(({ target }) => target.kind === 'node').map(({ id }) => id) })
}

export const openTerminal = (): Promise<void> => begin(openTab)

/** Root's shell on the node. */
export const openNodeTerminal = (): Promise<void> => begin(openTab, true)

/** A terminal on the node that runs, the shown one first. */
export function nodeTerminal(): string | undefined {
  const { onNode, fates } = useTerminals.getState()
  const running = onNode.filter((id) => (fates[id] ?? 'running') === 'running')
  return running.find((id) => id === focusedTerminal()) ?? running[0]
}

/** Opens one in half the place of the terminal that is in use. */
export function splitFocused(direction: Direction): Promise<void> {
  const at = focusedTerminal()
  return begin((layout, id) => (at === undefined ? openTab(layout, id) : splitTerminal(layout, at, direction, id)))
}

/** Opens a new one where one has ended. */
export async function renewTerminal(old: string): Promise<void> {
  await begin((layout, id) => replaceTerminal(layout, old, id), useTerminals.getState().onNode.includes(old))
  const isReplaced = !allTerminals(useTerminals.getState().layout).includes(old)
  if (isReplaced) forget(old)
}

async function begin(put: (layout: TerminalLayout, id: string) => TerminalLayout, isOnNode = false): Promise<void> {
  const { attempt } = useTerminals.getState()
  const { locale }: { readonly locale: Locale } = useSettings.getState()
  try {
    const { id } = await engine().terminals.open({ attempt, size: firstSize, locale, ...(isOnNode ? { onNode: true } : {}) })
    if (isOnNode) useTerminals.setState(({ onNode }) => ({ onNode: [...onNode, id] }))
    changeLayout((layout) => put(layout, id))
    useTerminals.setState({ problem: undefined })
  } catch (error) {
    useTerminals.setState({ problem: problemOf(error) })
  }
}

export function closeTerminal(id: string): void {
  changeLayout((layout) => withoutTerminal(layout, id))
  forget(id)
}

export function closeTabOf(id: string): void {
  const tab = tabOf(useTerminals.getState().layout, id)
  if (tab !== undefined) terminalsIn(tab.root).forEach(closeTerminal)
}

/** Its container goes too; one that is gone already is fine. */
function forget(id: string): void {
  useTerminals.setState(({ fates: { [id]: _fate, ...fates }, searching }) => ({ fates, searching: searching === id ? undefined : searching, problem: undefined }))
  void closeAtEngine(id).catch(() => {})
}

const closeAtEngine = async (id: string): Promise<void> => engine().terminals.close({ terminal: id })

export const tellFate = (id: string, fate: Fate): void => useTerminals.setState(({ fates }) => ({ fates: { ...fates, [id]: fate } }))
export const searchIn = (id: string | undefined): void => useTerminals.setState({ searching: id })
export const forgetProblem = (): void => useTerminals.setState({ problem: undefined })

/** The terminal that keys and commands of the lesson go to. */
export const focusedTerminal = (): string | undefined => shownTab(useTerminals.getState().layout)?.focused
