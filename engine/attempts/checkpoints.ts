import { z } from 'zod'
import type { KubeObject } from '#contract/kube.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { isForbidden, isNotFound } from '../kube/kube-error.ts'
import { checkpointKinds, checkpointObjects } from './checkpoint-objects.ts'

/** Written by us and read by the next version too: `version` says in which form. */
export const checkpointSchema = z.object({ version: z.literal(1), objects: z.array(z.unknown()) })
export type Checkpoint = z.infer<typeof checkpointSchema>

/** The learner's work as it is now, in a form that can be applied to other namespaces. */
export async function takeCheckpoint(kube: KubeClient, namespaces: Readonly<Record<string, string>>): Promise<Checkpoint> {
  const kinds = checkpointKinds(await kube.resources())
  const lists = await Promise.all(Object.values(namespaces).flatMap((namespace) => kinds.map((kind) => kube.list(kind, { namespace }).catch(ifHidden))))
  return { version: 1, objects: checkpointObjects(lists.flat(), namespaces) }
}

/** A kind that we may not look at, or that went in the meantime, is not the learner's work either. */
function ifHidden(error: unknown): readonly KubeObject[] {
  if (isNotFound(error) || isForbidden(error)) return []
  throw error
}
