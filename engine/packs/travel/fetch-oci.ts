import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ProblemError } from '#contract/problem.ts'
import { bytesOf, textOf } from './download.ts'
import type { Fetched, Fetching } from './fetching.ts'
import { OciRegistry } from './oci-registry.ts'
import type { PackSource } from './pack-source.ts'
import { unpackTar } from './read-tar.ts'
import { travelLimits } from './travel-limits.ts'
import { shown, tooBig } from './unpack.ts'

type OciSource = Extract<PackSource, { kind: 'oci' }>

/** As much of the OCI image specification's manifest as a pack needs. */
const manifestSchema = z.object({
  layers: z.array(z.object({ mediaType: z.string(), digest: z.string().regex(/^sha256:[0-9a-f]{64}$/), size: z.number().int().nonnegative() })),
})
type Layer = z.infer<typeof manifestSchema>['layers'][number]

/** Fetches an artefact (as `oras push` makes it) and holds every byte of it to its digest. */
export async function fetchOci(source: OciSource, { into, beside, signal }: Fetching): Promise<Fetched> {
  const registry = new OciRegistry(source, signal)
  const manifest = await manifestOf(registry, source)
  const layer = onlyLayer(source, manifest.text)
  const file = join(beside, 'layer')
  await fetchLayer(registry, layer, file)
  await unpackTar({ file, isGzip: isGzip(layer), signal }, into)
  return { revision: manifest.digest }
}

async function manifestOf(registry: OciRegistry, { tag, digest: asked }: OciSource): Promise<{ readonly text: string; readonly digest: string }> {
  const { answer, address, signal } = await registry.get(`manifests/${asked ?? tag}`)
  const text = await textOf(answer, { address, limit: travelLimits.manifestBytes, signal })
  const found = digestOf(text)
  const expected = asked ?? answer.headers.get('docker-content-digest') ?? found
  if (found !== expected) throw differs('manifest', expected, found)
  return { text, digest: found }
}

function onlyLayer(source: OciSource, text: string): Layer {
  const read = manifestSchema.safeParse(parsed(text))
  if (!read.success) throw unfit(source, 'layers: 0')
  const [layer, ...more] = read.data.layers
  if (layer === undefined || more.length > 0) throw unfit(source, `layers: ${read.data.layers.length}`)
  if (!/[.+]tar(\+gzip|\.gzip)?$/.test(layer.mediaType)) throw unfit(source, shown(layer.mediaType))
  return layer
}

async function fetchLayer(registry: OciRegistry, { digest, size }: Layer, file: string): Promise<void> {
  if (size > travelLimits.archiveBytes) throw tooBig()
  const { answer, address, signal } = await registry.get(`blobs/${digest}`)
  const hash = createHash('sha256')
  const target = await open(file, 'wx', 0o600)
  try {
    for await (const chunk of bytesOf(answer, { address, limit: travelLimits.archiveBytes, signal })) {
      hash.update(chunk)
      await target.write(chunk)
    }
  } finally {
    await target.close()
  }
  const found = `sha256:${hash.digest('hex')}`
  if (found !== digest) throw differs('layer', digest, found)
}

const isGzip = ({ mediaType }: Layer): boolean => mediaType.endsWith('gzip')
// A manifest is JSON: one that is not UTF-8 does not fit its digest and is refused.
const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const differs = (what: string, expected: string, found: string): ProblemError => new ProblemError({ code: 'pack-digest-differs', params: { what, expected: shown(expected), found } })
const unfit = ({ source }: OciSource, found: string): ProblemError => new ProblemError({ code: 'pack-artefact-unfit', params: { source, found } })
