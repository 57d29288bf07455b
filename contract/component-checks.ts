import { z } from 'zod'
import { durationSchema, identifierSchema, patternSchema } from './lab-parts.ts'

// Checks of systems beside Kubernetes: their place in the format. Descriptions travel into the published JSON Schemas.

const bounds = {
  is: z.number().optional(),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
}

/** A number, by one bound at least: whoever prepares the check holds its author to that. */
const boundsSchema = z.strictObject(bounds)
export type Bounds = z.infer<typeof boundsSchema>

export const promqlSchema = z.strictObject({
  query: z.string().min(1).max(4_000).describe('PromQL; ${ns.main} and ${vars.x} stand in it. There must be one series at least, and the bounds hold for each.'),
  ...bounds,
  every: durationSchema.default('15s'),
})

export const inferenceSchema = z.strictObject({
  service: z.string().min(1).describe('The InferenceService, or the Service of the model server.'),
  namespace: identifierSchema.optional(),
  model: z.string().min(1).optional().describe('The model’s name in the path; that of the Service unless said.'),
  protocol: z.enum(['v1', 'v2']).default('v2').describe('v1: TensorFlow Serving’s `:predict`. v2: the Open Inference Protocol.'),
  input: z.json().describe('The body of the request.'),
  match: z.json().optional().describe('A partial tree that the answer must match, as in `object`.'),
  within: durationSchema.optional().describe('How long an answer may take.'),
  every: durationSchema.default('15s'),
})

export const workflowSchema = z.strictObject({
  engine: z.enum(['argo', 'kubeflow-pipelines', 'airflow']).default('argo'),
  name: z.string().min(1).optional(),
  namespace: identifierSchema.optional(),
  labels: z.record(z.string(), z.string()).optional(),
  status: z.enum(['succeeded', 'failed', 'running']).default('succeeded').describe('Of the whole run; one that fits is enough.'),
  tasks: z.record(z.string().min(1), z.enum(['succeeded', 'failed', 'skipped'])).optional().describe('What became of its tasks, by name.'),
  outputs: z.record(z.string().min(1), patternSchema).optional().describe('Patterns of its outputs, by name.'),
  every: durationSchema.default('15s'),
})

export const mlflowSchema = z.strictObject({
  experiment: z.string().min(1).optional(),
  run: z
    .strictObject({
      metrics: z.record(z.string().min(1), boundsSchema).optional().describe('The last value of each.'),
      params: z.record(z.string().min(1), patternSchema).optional(),
      tags: z.record(z.string().min(1), patternSchema).optional(),
      artifact: z.string().min(1).optional().describe('The path of one that was logged.'),
    })
    .optional()
    .describe('One run of the experiment that fits is enough.'),
  model: z.strictObject({ name: z.string().min(1), alias: z.string().min(1).optional(), version: z.string().min(1).optional() }).optional().describe('In the model registry.'),
  every: durationSchema.default('15s'),
})

export const s3Schema = z.strictObject({
  bucket: z.string().min(1),
  key: z.string().min(1).optional().describe('Of one object.'),
  prefix: z.string().optional().describe('Of all that are counted.'),
  count: boundsSchema.optional().describe('How many begin with the prefix; one at least unless said.'),
  matches: patternSchema.optional().describe('A pattern of the text of the object named by `key`.'),
  every: durationSchema.default('15s'),
})
