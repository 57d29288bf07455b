import { z } from 'zod'
import { checkSchema } from './check.ts'
import { durationSchema, identifierSchema, textSchema } from './lab-parts.ts'

const capabilitySchema = z.enum(['namespaces', 'cluster-scope', 'nodes', 'node-shell', 'docker', 'network-policy', 'pause'])

const policyRuleSchema = z.strictObject({
  apiGroups: z.array(z.string()).min(1),
  resources: z.array(z.string()).min(1),
  verbs: z.array(z.string()).min(1),
  resourceNames: z.array(z.string()).optional(),
})

/** A value drawn once for each attempt from its seed. */
const variableSchema = z.union([
  z.strictObject({ pick: z.array(z.union([z.string(), z.number().int()])).min(1) }),
  z.strictObject({ value: z.union([z.string(), z.number().int()]) }),
])

export const stepSchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  after: z.array(identifierSchema).default([]),
  checks: z.array(checkSchema).min(1).max(50),
  hints: z.array(textSchema).max(10).default([]),
})
export type Step = z.infer<typeof stepSchema>

export const labSchema = z.strictObject({
  apiVersion: z.literal('kindlab.dev/v1'),
  kind: z.literal('Lab'),
  id: identifierSchema,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a semantic version such as 1.0.0'),
  title: textSchema,
  summary: textSchema,
  minutes: z.number().int().min(1).max(600),
  concepts: z.array(identifierSchema).default([]),
  prerequisites: z.array(identifierSchema).default([]),
  needs: z.array(capabilitySchema).default(['namespaces']),
  scope: z.union([z.literal('cluster'), z.strictObject({ namespaces: z.array(identifierSchema).min(1).max(10) })]).default({ namespaces: ['main'] }),
  podSecurity: z.enum(['privileged', 'baseline', 'restricted']).default('baseline'),
  extraRules: z.array(policyRuleSchema).default([]),
  vars: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), variableSchema).default({}),
  budget: z.strictObject({ memory: z.string(), settle: durationSchema.default('60s') }).default({ memory: '512Mi', settle: '60s' }),
  images: z.array(z.string()).default([]),
  provenOn: z.array(z.strictObject({ kubernetes: z.string(), cni: z.string(), cgroup: z.enum(['v1', 'v2']), image: z.enum(['official', 'built']) })).default([]),
  steps: z.array(stepSchema).min(1).max(50),
})

/** A lab as its `lab.yaml` says it, defaults filled in. */
export type Lab = z.infer<typeof labSchema>

export const packSchema = z.strictObject({
  apiVersion: z.literal('kindlab.dev/v1'),
  kind: z.literal('Pack'),
  id: identifierSchema,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'a semantic version such as 1.0.0'),
  title: textSchema,
  licence: z.string().min(1),
  authors: z.array(z.string().min(1)).min(1),
  kubernetes: z.string().default('>=1.30'),
  locales: z.strictObject({ default: z.string(), all: z.array(z.string()).min(1) }),
  capabilities: z.array(capabilitySchema).default(['namespaces']),
})
export type Pack = z.infer<typeof packSchema>
