import { create } from 'zustand'
import type { LiveObject, ManifestOutcome, ManifestSchema } from '#contract/editing.ts'
import { kindKey, type KindRef } from '#contract/kube.ts'
import type { Problem } from '#contract/problem.ts'
import { problemOf } from '../rpc.ts'
import { engine } from './connection-store.ts'
import { saveFile, useFiles } from './files-store.ts'

export type Doing = 'dryRun' | 'apply' | 'live'

/** What the cluster said of a file's text. */
export type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'asking'; readonly doing: Doing }
  | { readonly kind: 'told'; readonly doing: 'dryRun' | 'apply'; readonly path: string; readonly text: string; readonly outcome: ManifestOutcome }
  | { readonly kind: 'compared'; readonly path: string; readonly text: string; readonly objects: readonly LiveObject[] }
  | { readonly kind: 'failed'; readonly problem: Problem }

interface Editing {
  readonly answer: Answer
  readonly schema: ManifestSchema | undefined
}

export const useEditing = create<Editing>(() => ({ answer: { kind: 'none' }, schema: undefined }))

export const forgetAnswer = (): void => useEditing.setState({ answer: { kind: 'none' } })

/** Tries the shown file on the cluster, or applies it; it is saved first, so that what is applied is what is in the file. */
export async function sendShown(doing: 'dryRun' | 'apply', force = false): Promise<void> {
  await ask(doing, async (attempt, path, text) => {
    const outcome = doing === 'apply' ? await engine().editing.apply({ attempt, text, force }) : await engine().editing.dryRun({ attempt, text })
    // A definition of new kinds may have been among it.
    if (doing === 'apply' && outcome.kind === 'sent') asked.clear()
    return { kind: 'told', doing, path, text, outcome }
  })
}

export async function compareShown(): Promise<void> {
  await ask('live', async (attempt, path, text) => {
    const outcome = await engine().editing.live({ attempt, text })
    return outcome.kind === 'read' ? { kind: 'compared', path, text, objects: outcome.objects } : { kind: 'told', doing: 'dryRun', path, text, outcome }
  })
}

async function ask(doing: Doing, question: (attempt: string, path: string, text: string) => Promise<Answer>): Promise<void> {
  const { attempt, shown } = useFiles.getState()
  if (shown === undefined || useEditing.getState().answer.kind === 'asking') return
  useEditing.setState({ answer: { kind: 'asking', doing } })
  try {
    await saveFile(shown)
    const text = useFiles.getState().buffers[shown]?.text ?? ''
    useEditing.setState({ answer: await question(attempt, shown, text) })
  } catch (error) {
    useEditing.setState({ answer: { kind: 'failed', problem: problemOf(error) } })
  }
}

/** Kinds that the present schema describes, or was asked to. */
const asked = new Map<string, KindRef>()
let askedFor = ''

/** Sees to it that these kinds are completed and checked. Without the engine, editing goes on unchecked. */
export async function describeKinds(attempt: string, kinds: readonly KindRef[]): Promise<void> {
  if (askedFor !== attempt) asked.clear()
  askedFor = attempt
  const isKnown = useEditing.getState().schema !== undefined && kinds.every((kind) => asked.has(kindKey(kind)))
  if (isKnown && asked.size > 0) return
  for (const kind of kinds) asked.set(kindKey(kind), kind)
  try {
    useEditing.setState({ schema: await engine().editing.schema({ attempt, kinds: [...asked.values()] }) })
  } catch {
    for (const kind of kinds) asked.delete(kindKey(kind))
  }
}
