import { create } from 'zustand'
import type { InstalledPack, PackInspection, PackView } from '#contract/pack.ts'
import type { Problem } from '#contract/problem.ts'
import { problemOf } from '../rpc.ts'
import { engine, whileConnected } from './connection-store.ts'
import { useLabs } from './labs-store.ts'

/** What is being done about one pack. */
export type PackWork =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking'; readonly ending: AbortController }
  /** Fetched, judged and laid aside: it waits for a word. */
  | { readonly kind: 'inspected'; readonly inspection: PackInspection; readonly isInstalling: boolean }
  | { readonly kind: 'failed'; readonly problem: Problem }

interface Packs {
  /** Undefined until they were read. */
  readonly packs: readonly PackView[] | undefined
  readonly work: PackWork
}

export const usePacks = create<Packs>(() => ({ packs: undefined, work: { kind: 'idle' } }))

const show = (work: PackWork): void => usePacks.setState({ work })

export function followPacks(): () => void {
  return whileConnected(async ({ packs }) => usePacks.setState({ packs: await packs.list() }))
}

export function lookAt(source: string, key: string): Promise<void> {
  return look((signal) => engine().packs.inspect({ source, ...(key === '' ? {} : { key }) }, { signal }))
}

export function lookForUpdate(pack: string): Promise<void> {
  return look((signal) => engine().packs.inspectUpdate({ pack }, { signal }))
}

async function look(inspect: (signal: AbortSignal) => Promise<PackInspection>): Promise<void> {
  leaveWork()
  const ending = new AbortController()
  show({ kind: 'looking', ending })
  try {
    const inspection = await inspect(ending.signal)
    if (ending.signal.aborted) discard(inspection)
    else show({ kind: 'inspected', inspection, isInstalling: false })
  } catch (error) {
    if (!ending.signal.aborted) show({ kind: 'failed', problem: problemOf(error) })
  }
}

/** Whatever is under way is not wanted any more. */
export function leaveWork(): void {
  const { work } = usePacks.getState()
  if (work.kind === 'looking') work.ending.abort()
  if (work.kind === 'inspected' && !work.isInstalling) discard(work.inspection)
  show({ kind: 'idle' })
}

/** The engine lets go of it by itself when it ends. */
const discard = ({ ticket }: PackInspection): void => void engine().packs.discard({ ticket }).catch(() => {})

/** Installs what was inspected; gives back what is there now, if all went well. */
export async function install(inspection: PackInspection): Promise<InstalledPack | undefined> {
  show({ kind: 'inspected', inspection, isInstalling: true })
  try {
    const installed = await engine().packs.install({ ticket: inspection.ticket })
    show({ kind: 'idle' })
    await readAgain()
    return installed
  } catch (error) {
    show({ kind: 'failed', problem: problemOf(error) })
    return undefined
  }
}

export const pin = (pack: string, pinned: boolean): Promise<boolean> => change(() => engine().packs.pin({ pack, pinned }))
export const remove = (pack: string): Promise<boolean> => change(() => engine().packs.remove({ pack }))

/** Tells whether it went well. */
async function change(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    await readAgain()
    return true
  } catch (error) {
    show({ kind: 'failed', problem: problemOf(error) })
    return false
  }
}

/** What is installed, and so what there is to learn. */
async function readAgain(): Promise<void> {
  const [packs, catalogue] = await Promise.all([engine().packs.list(), engine().labs.list()])
  usePacks.setState({ packs })
  useLabs.setState(catalogue)
}
