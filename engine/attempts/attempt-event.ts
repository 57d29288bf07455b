import { z } from 'zod'
import { answerSchema } from '#contract/quiz.ts'

const at = z.number()
const round = z.number().int().min(1)
const values = z.record(z.string(), z.union([z.string(), z.number()]))

/**
 * One line of an attempt's journal. `round` counts the attempt's sets of namespaces: what happened in an earlier set
 * no longer counts once a later one is placed.
 */
export const attemptEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('started'),
    at,
    id: z.string().min(1),
    /** Which cluster it runs on: `kind/kindlab`. Another one has no business with it. */
    cluster: z.string(),
    pack: z.string(),
    lab: z.string(),
    labVersion: z.string(),
    seed: z.string(),
    vars: values,
    steps: z.array(z.object({ id: z.string(), after: z.array(z.string()) })),
  }),
  /** A new set of namespaces is being made; `keep` first passes will still count in it, their work restored. */
  z.object({ kind: z.literal('placing'), at, round, why: z.enum(['start', 'reset', 'rewind', 'recover']), keep: z.number().int().min(0) }),
  /** The set is ready and takes over. */
  z.object({ kind: z.literal('placed'), at, round, namespaces: z.record(z.string(), z.string()) }),
  /** It could not be made; the one before goes on. */
  z.object({ kind: z.literal('abandoned'), at, round }),
  z.object({ kind: z.literal('passed'), at, round, step: z.string(), points: z.number().int().min(0), checks: z.array(z.string()) }),
  /** The step's solution is being applied for the learner: from here on nothing passes it. */
  z.object({ kind: z.literal('skipping'), at, round, step: z.string() }),
  z.object({ kind: z.literal('skipped'), at, round, step: z.string() }),
  z.object({ kind: z.literal('skip-failed'), at, round, step: z.string() }),
  /** What checks must remember even if the engine stops: that a guard fell, that something was seen. By step and check: `expose/no-gap`. */
  z.object({ kind: z.literal('remembered'), at, round, memories: z.record(z.string(), z.unknown()) }),
  /** A question was answered; the last answer counts. */
  z.object({ kind: z.literal('answered'), at, round, step: z.string(), check: z.string(), answer: answerSchema, isRight: z.boolean() }),
  /** A check turned out wrong, for the `count`th time: whoever else saw it too has written the same. */
  z.object({ kind: z.literal('stumbled'), at, round, step: z.string(), check: z.string(), count: z.number().int().min(1) }),
  z.object({ kind: z.literal('hinted'), at, step: z.string() }),
  /** The lab's author saved it: the lab that the attempt keeps is another from here on. */
  z.object({ kind: z.literal('revised'), at, steps: z.array(z.object({ id: z.string(), after: z.array(z.string()) })), vars: values }),
  z.object({ kind: z.literal('ended'), at }),
  /** Nothing of it is left in the cluster. */
  z.object({ kind: z.literal('cleaned'), at }),
])
export type AttemptEvent = z.infer<typeof attemptEventSchema>
export type StartedEvent = Extract<AttemptEvent, { kind: 'started' }>
