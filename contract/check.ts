import { z } from 'zod'
import { inferenceSchema, mlflowSchema, promqlSchema, s3Schema, workflowSchema } from './component-checks.ts'
import { quizSchema } from './quiz.ts'
import { durationSchema, identifierSchema, patternSchema, textSchema } from './lab-parts.ts'

/** Any JSON value, as a pack's YAML holds it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
const jsonSchema: z.ZodType<Json> = z.json()

/**
 * Names objects to look at: one by `name`, or all that carry `labels`.
 * `namespace` is the lab's own name for a namespace (its first one unless said), never the real one.
 */
export const objectRefSchema = z.strictObject({
  apiVersion: z.string().min(1),
  kind: z.string().min(1),
  name: z.string().min(1).optional().describe('One object by its name.'),
  namespace: identifierSchema.optional().describe('The lab’s own name for it; its first one unless said.'),
  labels: z.record(z.string(), z.string()).optional().describe('All that carry these.'),
})
export type ObjectRef = z.infer<typeof objectRefSchema>

/**
 * A partial tree that an object must match. Maps match by subset, lists too, in any order: each item said wants one of its own.
 * `{ $ordered: [a, b] }` in place of a list: these items in this order. `{ $absent: true }` or null in place of a value: not there.
 * An absent field reads as 0, false, "", [] or {}. Quantities, octal modes, a container's named ports are compared by what they mean.
 * `"${vars.port}"` and `"${ns.dev}"` stand for the attempt's own values, here and in names and labels.
 */
const matchSchema = jsonSchema.describe('A partial tree. `{ $absent: true }`: not there. `{ $ordered: [a, b] }`: in this order. Lists match in any order.')

const celList = z.array(z.string().min(1)).min(1).max(50)

const shared = {
  id: identifierSchema.describe('Unique in the lab, and stable.'),
  title: textSchema.describe('What is true once it has passed, by language.'),
  reveal: z.enum(['none', 'where', 'full']).default('where').describe('How much of the evidence the learner sees unasked: nothing, object and field, or all.'),
  points: z.number().int().min(0).max(100).default(1),
  optional: z.boolean().default(false).describe('The step passes without it.'),
}

const judged = {
  ...shared,
  /**
   * CEL, all of it true, over `object` (not in a count), `objects` (all that the reference means), `related`, `ns`, `vars`.
   * An absent field of a known kind reads as its type's zero value; `has()` tells the difference. `quantity('1Gi')` is a number.
   */
  assert: celList.optional().describe('CEL, all of it true, over `object`, `objects`, `related`, `vars`, `ns`. An absent field reads as its zero value.'),
  related: z.record(identifierSchema, objectRefSchema).optional().describe('Other objects that expressions read: one that is named as itself, all others as a list.'),
  hold: durationSchema.optional().describe('It must stay true for so long, of time in which it was seen.'),
  unless: celList.optional().describe('Guards: CEL that must never have been true since the step opened; one that was makes the check `spent`.'),
}

const objectCheckSchema = z.strictObject({ ...judged, object: objectRefSchema, match: matchSchema.optional() })

const countCheckSchema = z.strictObject({
  ...judged,
  count: z.strictObject({
    object: objectRefSchema,
    match: matchSchema.optional().describe('Only objects that match are counted.'),
    is: z.number().int().min(0).optional(),
    atLeast: z.number().int().min(0).optional(),
    atMost: z.number().int().min(0).optional(),
    after: z.enum(['seen']).optional().describe('`seen`: only once one was there since the step opened, so that “none left” is not true before any came.'),
  }),
})

const objectsCheckSchema = z.strictObject({
  ...judged,
  objects: objectRefSchema.omit({ name: true }).describe('All of them, of which there must be one at least: each must match, and assertions over `objects` speak of all together.'),
  match: matchSchema.optional(),
})

const portSchema = z.union([z.number().int().min(1).max(65_535), z.string().min(1)])
const urlPathSchema = z.string().regex(/^\/(?!(.*\/)?\.\.([/?]|$))\S*$/, { error: 'url-path' }).max(1_000)

const historyCheckSchema = z.strictObject({
  ...judged,
  /**
   * What an object was at every moment since the step opened, or since it was first `settled` (rolled out, ready). An object that is deleted
   * reads as one without fields. Passes only while the object is settled; `assert` reads all versions, oldest first, as the list `history`.
   */
  history: z.strictObject({
    object: objectRefSchema,
    since: z.enum(['opened', 'settled']).default('opened').describe('From when its step opened, or from when it was first rolled out and ready.'),
    always: celList.optional().describe('CEL over `object`, true of every version: one that was not makes the check `spent`.'),
    sequence: celList.optional().describe('CEL over `object`, each true of a version after the one before.'),
    probe: z
      .strictObject({
        http: z.strictObject({ service: z.string().min(1), namespace: identifierSchema.optional(), port: portSchema.optional(), path: urlPathSchema.default('/') }),
        every: durationSchema.default('100ms'),
        failures: z.number().int().min(0).max(1_000).default(0).describe('More of them make the check `spent`.'),
      })
      .optional()
      .describe('Asked again and again while the object is not settled: a status lags, a prober does not.'),
  }),
})

/** The path of a file below the learner's workspace, with `/`. */
const filePathSchema = z.string().regex(/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[^\0\\]{1,300}$/, { error: 'file-path' })

const answerSchema = z.strictObject({
  status: z.number().int().min(100).max(599).optional().describe('200 to 299 unless said.'),
  body: patternSchema.optional(),
  headers: z.record(z.string().min(1), patternSchema).optional().describe('Patterns, by name.'),
})

/** How often an answer carries a value: `is` of all, give or take `within`. How many requests that takes follows from the confidence. */
const shareSchema = z
  .strictObject({
    header: z.string().min(1).optional().describe('Of this header; of the body where none is named.'),
    value: patternSchema,
    is: z.number().min(0).max(1),
    within: z.number().min(0.01).max(0.5),
    confidence: z.number().min(0.5).max(0.9999).default(0.999).describe('With which a right setup passes at each look.'),
  })

const httpSchema = z.strictObject({
  service: z.string().min(1),
  namespace: identifierSchema.optional(),
  port: portSchema.optional().describe('Of the Service, by number or name; its first unless said.'),
  path: urlPathSchema.default('/'),
  headers: z.record(z.string().min(1), z.string()).optional(),
  from: z.strictObject({ labels: z.record(z.string(), z.string()), namespace: identifierSchema.optional() }).optional().describe('Asked from a Pod that carries these labels, as NetworkPolicies see it; else through the API server.'),
  expect: z.union([z.strictObject({ refused: z.literal(true) }), z.strictObject({ share: shareSchema }), answerSchema]).default({}),
  every: durationSchema.default('5s'),
})

const httpCheckSchema = z.strictObject({ ...judged, http: httpSchema })

const logCheckSchema = z.strictObject({
  ...judged,
  /** A line of a Pod's log, of any Pod that is meant; once seen it has been. */
  log: z.strictObject({ pod: objectRefSchema.pick({ name: true, namespace: true, labels: true }), container: z.string().min(1).optional(), matches: patternSchema, every: durationSchema.default('5s') }),
})

const eventCheckSchema = z.strictObject({
  ...judged,
  /** An Event that Kubernetes wrote about an object; once seen it has been, though the cluster forgets it after an hour. */
  event: z.strictObject({
    about: z.strictObject({ kind: z.string().min(1), name: z.string().min(1).optional(), namespace: identifierSchema.optional() }),
    reason: z.string().min(1).optional(),
    type: z.enum(['Normal', 'Warning']).optional(),
    matches: patternSchema.optional(),
  }),
})

const fileCheckSchema = z.strictObject({
  ...judged,
  /** A file of the learner's workspace: it is there, its text matches, one of its YAML documents matches. */
  file: z.strictObject({ path: filePathSchema, matches: patternSchema.optional(), match: matchSchema.optional() }),
})

const commandCheckSchema = z.strictObject({
  ...judged,
  /** The last resort: a script that only looks, run by bash in a terminal container with the learner's rights. It passes where it ends with 0. */
  command: z.strictObject({
    run: z.string().min(1).max(4_000).describe('For bash, with the learner’s rights; it only looks, and passes where it ends with 0.'),
    matches: patternSchema.optional().describe('Of its output.'),
    on: z.array(objectRefSchema.omit({ name: true, labels: true })).min(1).max(10).describe('Kinds whose changes are a reason to run it again.'),
    timeout: durationSchema.default('15s'),
  }),
})

const promqlCheckSchema = z.strictObject({ ...judged, promql: promqlSchema })
const inferenceCheckSchema = z.strictObject({ ...judged, inference: inferenceSchema })
const workflowCheckSchema = z.strictObject({ ...judged, workflow: workflowSchema })
const mlflowCheckSchema = z.strictObject({ ...judged, mlflow: mlflowSchema })
const s3CheckSchema = z.strictObject({ ...judged, s3: s3Schema })

/** Nothing of the cluster is looked at: the learner answers a question. */
const quizCheckSchema = z.strictObject({ ...shared, quiz: quizSchema })

/** A check as an author writes it; its one special key (`object`, `count`, `http`, …) says its kind. */
export const checkSchema: z.ZodType<Check> = z.union([
  objectCheckSchema,
  objectsCheckSchema,
  countCheckSchema,
  historyCheckSchema,
  httpCheckSchema,
  logCheckSchema,
  eventCheckSchema,
  fileCheckSchema,
  commandCheckSchema,
  quizCheckSchema,
  promqlCheckSchema,
  inferenceCheckSchema,
  workflowCheckSchema,
  mlflowCheckSchema,
  s3CheckSchema,
])
export type ObjectCheck = z.infer<typeof objectCheckSchema>
export type ObjectsCheck = z.infer<typeof objectsCheckSchema>
export type CountCheck = z.infer<typeof countCheckSchema>
export type HistoryCheck = z.infer<typeof historyCheckSchema>
export type HttpCheck = z.infer<typeof httpCheckSchema>
export type LogCheck = z.infer<typeof logCheckSchema>
export type EventCheck = z.infer<typeof eventCheckSchema>
export type FileCheck = z.infer<typeof fileCheckSchema>
export type CommandCheck = z.infer<typeof commandCheckSchema>
export type PromqlCheck = z.infer<typeof promqlCheckSchema>
export type InferenceCheck = z.infer<typeof inferenceCheckSchema>
export type WorkflowCheck = z.infer<typeof workflowCheckSchema>
export type MlflowCheck = z.infer<typeof mlflowCheckSchema>
export type S3Check = z.infer<typeof s3CheckSchema>
/** Kinds that have their place in the format and nobody who judges them yet: lint says so, and they are `unknown`. */
export type LaterCheck = InferenceCheck | WorkflowCheck | MlflowCheck | S3Check
/** A question has none of what checks of the cluster share, but any check can be asked for it. */
export type QuizCheck = z.infer<typeof quizCheckSchema> & Partial<Pick<ObjectCheck, 'assert' | 'related' | 'hold' | 'unless'>>
export type Check = ObjectCheck | ObjectsCheck | CountCheck | HistoryCheck | HttpCheck | LogCheck | EventCheck | FileCheck | CommandCheck | QuizCheck | PromqlCheck | LaterCheck
