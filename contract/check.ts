import { z } from 'zod'
import { durationSchema, identifierSchema, textSchema } from './lab-parts.ts'

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
  name: z.string().min(1).optional(),
  namespace: identifierSchema.optional(),
  labels: z.record(z.string(), z.string()).optional(),
})
export type ObjectRef = z.infer<typeof objectRefSchema>

/**
 * A partial tree that an object must match. Maps match by subset, lists too, in any order: each item said wants one of its own.
 * `{ $ordered: [a, b] }` in place of a list: these items in this order. `{ $absent: true }` or null in place of a value: not there.
 * An absent field reads as 0, false, "", [] or {}. Quantities, octal modes, a container's named ports are compared by what they mean.
 * `"${vars.port}"` and `"${ns.dev}"` stand for the attempt's own values, here and in names and labels.
 */
const matchSchema = jsonSchema

const celList = z.array(z.string().min(1)).min(1).max(50)

const judged = {
  id: identifierSchema,
  title: textSchema,
  /**
   * CEL, all of it true, over `object` (not in a count), `objects` (all that the reference means), `related`, `ns`, `vars`.
   * An absent field of a known kind reads as its type's zero value; `has()` tells the difference. `quantity('1Gi')` is a number.
   */
  assert: celList.optional(),
  /** Other objects that expressions read: one that is named as itself, all others as a list. */
  related: z.record(identifierSchema, objectRefSchema).optional(),
  /** Must stay true so long before it counts. */
  hold: durationSchema.optional(),
  /** Guards: CEL that must never have been true since the step began; one that was makes the check `spent`. */
  unless: celList.optional(),
  /** How much of the evidence the learner sees unasked. */
  reveal: z.enum(['none', 'where', 'full']).default('where'),
  points: z.number().int().min(0).max(100).default(1),
  optional: z.boolean().default(false),
}

const objectCheckSchema = z.strictObject({ ...judged, object: objectRefSchema, match: matchSchema.optional() })

const countCheckSchema = z.strictObject({
  ...judged,
  count: z.strictObject({
    object: objectRefSchema,
    /** Only objects that match are counted. */
    match: matchSchema.optional(),
    is: z.number().int().min(0).optional(),
    atLeast: z.number().int().min(0).optional(),
    atMost: z.number().int().min(0).optional(),
    /** `seen`: counts only once an object of this kind was there since the step began, so that "none left" is not true before any came. */
    after: z.enum(['seen']).optional(),
  }),
})

const objectsCheckSchema = z.strictObject({
  ...judged,
  /** All that the labels mean, of which there must be one at least: each must match, and assertions over `objects` speak of all together. */
  objects: objectRefSchema.omit({ name: true }),
  match: matchSchema.optional(),
})

const historyCheckSchema = z.strictObject({
  ...judged,
  /**
   * What an object was at every moment since the step opened, or since it was first `settled` (rolled out, ready). An object that is deleted
   * reads as one without fields. Passes only while the object is settled; `assert` reads all versions, oldest first, as the list `history`.
   */
  history: z.strictObject({
    object: objectRefSchema,
    since: z.enum(['opened', 'settled']).default('opened'),
    /** CEL over `object`, true of every version: one that was not makes the check `spent`. */
    always: celList.optional(),
    /** CEL over `object`, each true of a version after the one before: 1, then more, then 1 again. */
    sequence: celList.optional(),
  }),
})

/** A check as an author writes it; its one special key (`object`, `objects`, `count`, `history`) says its kind. */
export const checkSchema = z.union([objectCheckSchema, objectsCheckSchema, countCheckSchema, historyCheckSchema])
export type ObjectCheck = z.infer<typeof objectCheckSchema>
export type ObjectsCheck = z.infer<typeof objectsCheckSchema>
export type CountCheck = z.infer<typeof countCheckSchema>
export type HistoryCheck = z.infer<typeof historyCheckSchema>
export type Check = z.infer<typeof checkSchema>
