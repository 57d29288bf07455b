import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import type { KubeObject } from '#contract/kube.ts'
import { textSchema } from '#contract/lab-parts.ts'
import { label } from '../kube/kindlab-labels.ts'
import { imageSchema, programSchema, recipesFolder } from '../images/node-recipe.ts'
import { wheelProgramSchema } from '../images/wheel-program.ts'

const recipeSchema = z.strictObject({
  name: z.string(),
  version: z.string(),
  title: textSchema,
  summary: textSchema,
  price: z.strictObject({ memory: z.string(), disk: z.string(), minutes: z.number().int().positive() }),
  programs: z.array(z.union([programSchema, wheelProgramSchema])),
  images: z.array(imageSchema).min(1),
})

/** A component as data: what it is, how its images are made where they cannot be pulled, what it is in the cluster. */
export interface ComponentRecipe extends Readonly<z.infer<typeof recipeSchema>> {
  /** Where its Go modules are. */
  readonly folder: string
  /** In the order to make them, each labelled as the component's. */
  readonly objects: readonly KubeObject[]
}

/** Every component that ships with Kindlab, by name. */
export function readComponents(folder: string = join(recipesFolder, 'components')): readonly ComponentRecipe[] {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'component.json')))
  return names.toSorted().map((name) => readComponent(join(folder, name)))
}

function readComponent(folder: string): ComponentRecipe {
  const recipe = recipeSchema.parse(JSON.parse(readFileSync(join(folder, 'component.json'), 'utf8')))
  // Definitions of kinds first: they are long, and somebody else's.
  const files = ['crds.yaml', 'manifests.yaml'].map((name) => join(folder, name)).filter((file) => existsSync(file))
  const documents = files.flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')) as Document[])
  // Our own data, which a test applies to a real cluster.
  const objects = documents.map((document) => labelled(document.toJS() as KubeObject, recipe.name))
  return { ...recipe, folder, objects }
}

function labelled(object: KubeObject, name: string): KubeObject {
  return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, [label.component]: name } } }
}
