import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export const programSchema = z.strictObject({
  name: z.string(),
  /** A folder of images/node/go; of a component, one of its own. */
  module: z.string(),
  packages: z.array(z.string()).min(1),
  tags: z.array(z.string()).default([]),
  /** Set by the linker: package variable → text. */
  variables: z.record(z.string(), z.string()).default({}),
  rename: z.record(z.string(), z.string()).default({}),
})

/** `<step>/<file>` → the paths where it is seen; the first is the file, the others are links to it. */
const placing = z.record(z.string(), z.array(z.string()).min(1))

export const imageSchema = z.strictObject({
  name: z.string(),
  references: z.array(z.string()).min(1),
  programs: placing.default({}),
  parts: z.array(z.string()).default([]),
  entrypoint: z.array(z.string()).optional(),
  command: z.array(z.string()).optional(),
  user: z.string().optional(),
})

const part = z.strictObject({
  fromRoot: z.array(z.string()),
  /** A folder of images/node/files. */
  files: z.string().optional(),
  links: z.record(z.string(), z.string()).default({}),
})

const recipe = z.strictObject({
  kubernetes: z.string(),
  official: z.string(),
  debian: z.strictObject({ suite: z.string(), packages: z.array(z.string()) }),
  programs: z.array(programSchema),
  node: placing,
  images: z.array(imageSchema),
  parts: z.record(z.string(), part),
})

export type NodeRecipe = Readonly<z.infer<typeof recipe>>
export type ProgramRecipe = NodeRecipe['programs'][number]
export type ImageRecipe = NodeRecipe['images'][number]
export type PartRecipe = NodeRecipe['parts'][string]
export type Placing = Readonly<z.infer<typeof placing>>

/** The recipes that ship with Kindlab. */
export const recipesFolder = join(import.meta.dirname, '..', '..', 'images')

export function readNodeRecipe(folder: string = recipesFolder): NodeRecipe {
  return recipe.parse(JSON.parse(readFileSync(join(folder, 'node', 'recipe.json'), 'utf8')))
}

/** Which of the recipe's images a name such as `agnhost` means. */
export function imageNamed(nodeRecipe: NodeRecipe, name: string): ImageRecipe {
  const found = nodeRecipe.images.find((one) => one.name === name)
  if (!found) throw new Error(`images/node/recipe.json has no image named ${name}`)
  return found
}
