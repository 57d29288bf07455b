import { z } from 'zod'

/** The first entry of a bundle: what is in it and how large, before any of it is believed. */
export const manifestName = 'kindlab-bundle.json'
export const currentFormat = 1

const sized = { file: z.string().regex(/^parts\/\d{1,3}$/), bytes: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }
const plainName = z.string().regex(/^[\w.-]{1,128}$/)

const partSchema = z.discriminatedUnion('kind', [
  /** A folder of the cache: kind, or the image of a component. */
  z.strictObject({ kind: z.literal('folder'), name: plainName, ...sized }),
  /** What `docker save` writes: the nodes', the terminals', the labs'. */
  z.strictObject({ kind: z.literal('images'), images: z.record(z.string().max(300), z.string().max(100)), ...sized }),
  z.strictObject({ kind: z.literal('pack'), pack: plainName, version: plainName, ...sized }),
])

export const manifestSchema = z.strictObject({
  format: z.number().int().positive(),
  madeAt: z.string(),
  /** As Node names it: `x64`, `arm64`. */
  architecture: z.string(),
  pack: z.strictObject({ id: plainName, version: plainName }),
  parts: z.array(partSchema).min(1).max(200),
})

export type BundleManifest = Readonly<z.infer<typeof manifestSchema>>
/** Each is a gzipped tar. */
export type BundlePart = Readonly<z.infer<typeof partSchema>>

/** What a person calls a part. */
export function titleOf(part: BundlePart): string {
  switch (part.kind) {
    case 'folder':
      return part.name.replace(/-[0-9a-f]{8,}$/, '')
    case 'images':
      return Object.keys(part.images).join(', ')
    case 'pack':
      return `${part.pack} ${part.version}`
  }
}
