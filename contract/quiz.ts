import { z } from 'zod'
import { identifierSchema, textSchema, type PackText } from './lab-parts.ts'

const optionSchema = z.strictObject({
  id: identifierSchema.describe('Names it in answers; it must not give away whether it is right.'),
  text: textSchema,
  right: z.boolean().default(false),
  why: textSchema.optional().describe('Told to whoever chose it wrongly.'),
})

/** A number or a text; `"${vars.port}"` stands for the attempt's own value. */
const valueSchema = z.union([z.number(), z.string().min(1)])
const mistakeSchema = z.strictObject({ is: valueSchema, why: textSchema })
const mistakesSchema = z.array(mistakeSchema).max(20).default([]).describe('Wrong answers that many give, each with what to tell them.')

/** A question, as an author writes it; exactly one of `single`, `multiple`, `number`, `text`, `order` says how it is answered. */
export const quizSchema = z.strictObject({
  ask: textSchema,
  single: z.array(optionSchema).min(2).max(10).optional().describe('Exactly one is right.'),
  multiple: z.array(optionSchema).min(2).max(10).optional().describe('All that are right, and no other.'),
  number: z
    .strictObject({ is: valueSchema, within: z.number().min(0).default(0).describe('How far off still counts.'), unit: textSchema.optional(), mistakes: mistakesSchema })
    .optional()
    .describe('Quantities are numbers too: 500m is 0.5.'),
  text: z
    .strictObject({
      is: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(20)]).describe('One of these.'),
      exact: z.boolean().default(false).describe('Capital letters count.'),
      mistakes: mistakesSchema,
    })
    .optional(),
  order: z.array(z.strictObject({ id: identifierSchema, text: textSchema })).min(2).max(10).optional().describe('In the right order; shown in another.'),
  why: textSchema.optional().describe('Told with a wrong answer that has no explanation of its own.'),
  explain: textSchema.optional().describe('Told once it is answered.'),
})
export type Quiz = z.infer<typeof quizSchema>

export const quizTypes = ['single', 'multiple', 'number', 'text', 'order'] as const
export type QuizType = (typeof quizTypes)[number]

/** The ids of what was chosen or put in order, or the one text that was typed. */
export const answerSchema = z.array(z.string().max(500)).min(1).max(20)
export type Answer = readonly string[]

/** A question as a learner sees it: nothing in it tells the answer. */
export interface QuizView {
  readonly type: QuizType
  readonly ask: PackText
  /** Shuffled for each attempt; none for a number or a text. */
  readonly options: readonly { readonly id: string; readonly text: PackText }[]
  readonly unit?: PackText
  /** What was answered last. */
  readonly answer?: Answer
  /** How often it was answered. */
  readonly tries: number
  /** What the author says once it is answered. */
  readonly explain?: PackText
}
