import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runProgram } from '../programs/run-program.ts'

export interface ImageConfig {
  readonly references: readonly string[]
  readonly entrypoint?: readonly string[] | undefined
  readonly command?: readonly string[] | undefined
  readonly user?: string | undefined
}

/**
 * Writes a root file system as an archive that `docker load` and `ctr images import` read (the format of `docker save`),
 * byte for byte the same for the same root. `workspace` is an empty folder; the archive is made there and its path given back.
 */
export async function writeDockerArchive(root: string, config: ImageConfig, workspace: string, signal: AbortSignal): Promise<string> {
  const tar = (out: string, folder: string, names: readonly string[]): Promise<string> =>
    runProgram('tar', ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '-C', folder, '-cf', out, ...names], { signal })
  const content = join(workspace, 'content')
  await mkdir(content)
  await tar(join(content, 'layer.tar'), root, ['.'])
  const layer = await sha256(join(content, 'layer.tar'))
  await rename(join(content, 'layer.tar'), join(content, `${layer}.tar`))
  const text = configText(config, layer)
  const configName = `${createHash('sha256').update(text).digest('hex')}.json`
  await writeFile(join(content, configName), text)
  await writeFile(join(content, 'manifest.json'), JSON.stringify([{ Config: configName, RepoTags: config.references, Layers: [`${layer}.tar`] }]))
  await tar(join(workspace, 'image.tar'), content, ['manifest.json', configName, `${layer}.tar`])
  await rm(content, { recursive: true })
  return join(workspace, 'image.tar')
}

function configText({ entrypoint, command, user }: ImageConfig, layer: string): string {
  return JSON.stringify({
    architecture: dockerArchitecture(),
    os: 'linux',
    created: new Date(0).toISOString(),
    config: {
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      WorkingDir: '/',
      ...(entrypoint ? { Entrypoint: entrypoint } : {}),
      ...(command ? { Cmd: command } : {}),
      ...(user ? { User: user } : {}),
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
  })
}

/** Docker's and Go's name for the processor of this machine. */
export function dockerArchitecture(architecture: string = process.arch): string {
  return architecture === 'x64' ? 'amd64' : architecture
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
