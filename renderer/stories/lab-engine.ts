import type { Locale } from '#contract/locale.ts'
import type { TerminalFacts } from '#contract/terminal.ts'
import type { FileContent, WorkspaceEntry, WriteOutcome } from '#contract/workspace.ts'
import { base64From } from '../parts/terminal/base64.ts'
import { lesson } from './lab-lesson.ts'
import type { LabStory } from './lab-stories.ts'

/** What an engine answers to the lab screen, by the names of its calls. */
export function answersOf(story: LabStory): Readonly<Record<string, unknown>> {
  const { attempt, asked } = story
  return {
    'attempts.list': [attempt],
    'attempts.watch': () => stream(attempt),
    'attempts.lesson': ({ locale }: { readonly locale: Locale }) => lesson[locale],
    ...filesOf(story),
    ...terminalsOf(story),
    'editing.apply': asked?.outcome,
    'editing.live': asked?.outcome,
  }
}

function filesOf({ files, theirs }: LabStory): Readonly<Record<string, unknown>> {
  const [first] = Object.keys(files)
  const onDisk = (path: string): FileContent => ({ kind: 'text', text: (path === first ? theirs : undefined) ?? files[path] ?? '', revision: 'now' })
  return {
    'files.watch': () => stream({ entries: entriesOf(Object.keys(files)), isCut: false }),
    'files.read': ({ path }: { readonly path: string }) => onDisk(path),
    'files.write': ({ path }: { readonly path: string }): WriteOutcome => (theirs === undefined ? { kind: 'written', revision: 'now' } : { kind: 'changed', now: onDisk(path) }),
  }
}

function entriesOf(paths: readonly string[]): readonly WorkspaceEntry[] {
  const folders = [...new Set(paths.flatMap((path) => (path.includes('/') ? [path.slice(0, path.lastIndexOf('/'))] : [])))]
  const entry = (path: string, kind: WorkspaceEntry['kind']): WorkspaceEntry => ({ path, kind, size: 0, modifiedAt: 0, isExecutable: false })
  return [...folders.map((path) => entry(path, 'folder')), ...paths.map((path) => entry(path, 'file'))]
}

function terminalsOf({ attempt, terminals, isShellOver }: LabStory): Readonly<Record<string, unknown>> {
  if (!Array.isArray(terminals)) return { 'terminals.list': [], 'terminals.open': () => Promise.reject(Object.assign(new Error('refused'), { data: terminals })) }
  const facts = terminalNames(terminals).map((id): TerminalFacts => ({ id, target: { kind: 'attempt', attempt: attempt.id }, createdAt: 0, state: isShellOver === true ? 'exited' : 'running' }))
  return {
    'terminals.list': facts,
    'terminals.attach': ({ terminal }: { readonly terminal: string }) => stream({ data: base64From(terminals[Number(terminal)]) }, isShellOver === true),
    'terminals.write': null,
    'terminals.resize': null,
  }
}

/** A terminal is called by its place in the story. */
export const terminalNames = (terminals: readonly string[]): readonly string[] => terminals.map((_, index) => String(index))

/** The present, and then nothing for as long as anybody listens. */
async function* stream<Item>(item: Item, isOver = false): AsyncGenerator<Item> {
  yield item
  if (!isOver) await new Promise(() => {})
}
