import { z } from 'zod'
import { checkSchema } from './check.ts'
import { durationSchema, identifierSchema, languageSchema, textSchema, versionSchema } from './lab-parts.ts'

// Descriptions travel into the published JSON Schemas: an editor shows them while a lab is written.

const capabilitySchema = z.enum(['namespaces', 'cluster-scope', 'nodes', 'node-shell', 'docker', 'network-policy', 'pause'])

const policyRuleSchema = z.strictObject({
  apiGroups: z.array(z.string()).min(1),
  resources: z.array(z.string()).min(1),
  verbs: z.array(z.string()).min(1),
  resourceNames: z.array(z.string()).optional(),
})

const variableNameSchema = z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/, { error: 'variable-name' })
const variableValueSchema = z.union([z.string(), z.number().int()])

/** A value drawn once for each attempt from its seed, or one that follows from what was drawn. */
export const variableSchema = z.union([
  z.strictObject({ pick: z.array(variableValueSchema).min(1).max(100).describe('One of these is drawn for each attempt.') }),
  z.strictObject({ value: variableValueSchema.describe('Always this.') }),
  z.strictObject({
    by: variableNameSchema.describe('The variable with `pick` that this one follows.'),
    of: z.record(z.string().min(1), variableValueSchema).describe('Its value for what was drawn there.'),
    otherwise: variableValueSchema.describe('Its value for everything else that may be drawn.'),
  }),
])
export type Variable = z.infer<typeof variableSchema>

export const stepSchema = z.strictObject({
  id: identifierSchema.describe('Stable: progress, the section of the lesson and the solution carry it.'),
  title: textSchema.describe('The heading of the step, by language.'),
  after: z.array(identifierSchema).max(50).default([]).describe('Steps that must have passed before this one opens.'),
  checks: z.array(checkSchema).min(1).max(50).describe('What must be true of the cluster.'),
  hints: z.array(textSchema).max(10).default([]).describe('Three: a nudge, a direction, nearly the answer.'),
})
export type Step = z.infer<typeof stepSchema>

const scopeSchema = z.union([z.literal('cluster'), z.strictObject({ namespaces: z.array(identifierSchema).min(1).max(10) })])

export const labSchema = z.strictObject({
  apiVersion: z.literal('kindlab.dev/v1'),
  kind: z.literal('Lab'),
  id: identifierSchema.describe('Stable, never the title; the folder is called <three digits>-<id>.'),
  version: versionSchema.describe('Patch: text. Minor: optional checks added. Major: grading changed.'),
  title: textSchema.describe('By language.'),
  summary: textSchema.describe('One sentence for the catalogue, by language.'),
  minutes: z.number().int().min(1).max(600).describe('How long a learner needs.'),
  concepts: z.array(identifierSchema).max(50).default([]).describe('What the lab teaches; the names are declared in pack.yaml.'),
  prerequisites: z.array(identifierSchema).max(50).default([]).describe('Concepts that the learner should bring.'),
  needs: z.array(capabilitySchema).default(['namespaces']).describe('What the cluster must offer.'),
  scope: scopeSchema.default({ namespaces: ['main'] }).describe('The namespaces of an attempt by the names the lab gives them; the first is the default. Or the whole cluster: one namespace `main`, the rights of an administrator, and a cluster made anew where the lab is begun again.'),
  podSecurity: z.enum(['privileged', 'baseline', 'restricted']).default('baseline').describe('Pod Security Standard of the namespaces.'),
  extraRules: z.array(policyRuleSchema).max(50).default([]).describe("RBAC rules added to the learner's own, inside the attempt's namespaces."),
  vars: z.record(variableNameSchema, variableSchema).default({}).describe('Values drawn for each attempt: ${vars.name} in texts, manifests and scripts; vars.name in CEL.'),
  budget: z
    .strictObject({
      memory: z.string().describe('What the solved lab may use: 512Mi.'),
      settle: durationSchema.default('60s').describe('How long a solution may take until its checks pass.'),
    })
    .default({ memory: '512Mi', settle: '60s' }),
  components: z.array(identifierSchema).max(20).default([]).describe('Systems beside Kubernetes that the lab needs, by name: metrics-server. They are added before it begins, and stay.'),
  images: z.array(z.string().min(1)).max(100).default([]).describe('Every image the lab uses, pinned by tag.'),
  provenOn: z.array(z.strictObject({ kubernetes: z.string(), cni: z.string(), cgroup: z.enum(['v1', 'v2']), image: z.enum(['official', 'built']) })).default([]),
  steps: z.array(stepSchema).min(1).max(50),
})

/** A lab as its `lab.yaml` says it, defaults filled in. */
export type Lab = z.infer<typeof labSchema>

export const trackSchema = z.strictObject({
  id: identifierSchema.describe('Stable, never the title.'),
  title: textSchema.describe('By language.'),
  summary: textSchema.optional().describe('What it leads to, in one short line, by language.'),
  labs: z.array(identifierSchema).min(1).max(50).describe('Ids of labs of this pack, in the order in which they are learnt.'),
})
export type Track = z.infer<typeof trackSchema>

export const packSchema = z.strictObject({
  apiVersion: z.literal('kindlab.dev/v1'),
  kind: z.literal('Pack'),
  id: identifierSchema.describe('Stable, never the title.'),
  version: versionSchema,
  title: textSchema.describe('By language.'),
  licence: z.string().min(1).describe('SPDX: CC-BY-4.0, Apache-2.0.'),
  authors: z.array(z.string().min(1)).min(1),
  kubernetes: z.string().min(1).default('>=1.30').describe('The range of Kubernetes versions it is written for.'),
  locales: z.strictObject({ default: languageSchema, all: z.array(languageSchema).min(1) }).describe('Every language the pack speaks; all of them are complete.'),
  concepts: z.record(identifierSchema, textSchema).default({}).describe('The concepts its labs teach, with their names by language.'),
  tracks: z.array(trackSchema).max(50).default([]).describe('The paths that the catalogue shows. Without any, the pack is one path in the order of its folders.'),
  capabilities: z.array(capabilitySchema).default(['namespaces']).describe('Everything its labs may need.'),
})
export type Pack = z.infer<typeof packSchema>
