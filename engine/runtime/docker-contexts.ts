import { createHash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { endpointFrom, type DockerEndpoint } from './docker-endpoint.ts'

const configSchema = z.object({ currentContext: z.string().optional() })

const metaSchema = z.object({
  Name: z.string(),
  Endpoints: z.object({ docker: z.object({ Host: z.string(), SkipTLSVerify: z.boolean().optional() }) }),
})

/** The context that `docker context use` chose, if any. */
export async function readCurrentContext(configFolder: string): Promise<string | undefined> {
  const config = configSchema.safeParse(await readJson(join(configFolder, 'config.json')))
  return config.success ? config.data.currentContext : undefined
}

/** Every readable context with its Docker endpoint, by name. One that is damaged or of another kind is left out. */
export async function readContexts(configFolder: string): Promise<ReadonlyMap<string, DockerEndpoint>> {
  const folder = join(configFolder, 'contexts', 'meta')
  const ids = await readdir(folder).catch(() => [])
  const found = await Promise.all(ids.map((id) => readContext(configFolder, join(folder, id, 'meta.json'))))
  return new Map(found.filter((one) => one !== undefined))
}

/** The folder of a context's files: the CLI names it by the SHA-256 of the context's name. */
export function contextId(name: string): string {
  return createHash('sha256').update(name).digest('hex')
}

async function readContext(configFolder: string, file: string): Promise<[string, DockerEndpoint] | undefined> {
  const meta = metaSchema.safeParse(await readJson(file))
  if (!meta.success) return undefined
  const { Name: name, Endpoints: endpoints } = meta.data
  const folder = join(configFolder, 'contexts', 'tls', contextId(name), 'docker')
  const hasTls = (await readdir(folder).catch(() => [])).length > 0
  const tls = hasTls ? { folder, verify: !endpoints.docker.SkipTLSVerify } : undefined
  return [name, endpointFrom(endpoints.docker.Host, tls)]
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}
