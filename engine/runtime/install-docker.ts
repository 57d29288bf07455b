import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Progress } from '#contract/progress.ts'
import { ProblemError } from '#contract/problem.ts'
import { ProgramError, runProgram } from '../programs/run-program.ts'
import { readAptSource, sourceStanza } from './apt-source.ts'
import type { InstallRecipe } from './docker-plan.ts'
import type { EngineFolders } from './engine-folders.ts'

type Unpacked = Extract<InstallRecipe, { kind: 'unpacked' }>

/** Installs Docker as the recipe says (Debian and Ubuntu, as root). Cancelled or failed, it leaves no half-unpacked engine. */
export async function installDocker(recipe: InstallRecipe, folders: EngineFolders, progress: Progress): Promise<void> {
  progress.step('installing-docker')
  try {
    switch (recipe.kind) {
      case 'system-packages':
        return await installPackages(recipe.packages, progress)
      case 'unpacked':
        await installPackages(recipe.systemPackages, progress)
        return await unpackEngine(recipe, folders, progress)
    }
  } catch (error) {
    progress.signal.throwIfAborted()
    if (!(error instanceof ProgramError)) throw error
    throw new ProblemError(
      { code: 'docker-install-failed', params: {}, detail: `${error.command}\n${error.lastLines}`, fixes: [{ kind: 'action', action: 'retry' }] },
      { cause: error },
    )
  }
}

/** Waits for another apt instead of failing, and never asks. */
const quietly = ['-o', 'DPkg::Lock::Timeout=120', '--assume-yes', '--no-install-recommends']

async function installPackages(packages: readonly string[], progress: Progress): Promise<void> {
  await apt(['update'], progress)
  await apt(['install', ...quietly, ...packages], progress)
}

/**
 * The packages of a newer Debian, unpacked into a folder of their own: nothing of the system's is upgraded.
 * Two programs may do this at once; the first to finish wins, for its engine may be running by then.
 */
async function unpackEngine(recipe: Unpacked, folders: EngineFolders, progress: Progress): Promise<void> {
  await removeAbandoned(folders)
  const work = `${folders.engine}.partial-${process.pid}`
  const fresh = join(work, 'engine')
  try {
    for (const archive of await download(recipe, work, progress)) {
      await runProgram('dpkg', ['-x', archive, fresh], { signal: progress.signal, onLine: (line) => progress.log(line) })
    }
    if (existsSync(join(folders.engine, 'usr/sbin/dockerd'))) return
    await rm(folders.engine, { recursive: true, force: true })
    await rename(fresh, folders.engine)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** What a program that was killed in the middle has left. */
async function removeAbandoned({ root, engine }: EngineFolders): Promise<void> {
  const names = await readdir(root).catch(() => [])
  const partials = names.filter((name) => name.startsWith(`${basename(engine)}.partial-`))
  const abandoned = partials.filter((name) => !existsSync(`/proc/${name.split('-').at(-1)}`))
  await Promise.all(abandoned.map((name) => rm(join(root, name), { recursive: true, force: true })))
}

async function download({ suite, packages }: Unpacked, work: string, progress: Progress): Promise<string[]> {
  const config = await writeAptConfig(suite, work)
  const archives = join(work, 'archives')
  await apt(['update'], progress, { config, folder: archives })
  await apt(['download', ...packages], progress, { config, folder: archives })
  return (await readdir(archives)).filter((name) => name.endsWith('.deb')).map((name) => join(archives, name))
}

/** A configuration with lists and sources of its own: same mirror and keyring as the machine's, another suite. */
async function writeAptConfig(suite: string, folder: string): Promise<string> {
  const [source, lists, config] = [join(folder, 'debian.sources'), join(folder, 'lists'), join(folder, 'apt.conf')]
  await mkdir(join(lists, 'partial'), { recursive: true })
  await mkdir(join(folder, 'archives', 'partial'), { recursive: true })
  await writeFile(source, sourceStanza(await readAptSource(), suite))
  const settings = [
    ['Dir::Etc::sourcelist', source],
    ['Dir::Etc::sourceparts', '/dev/null'],
    ['Dir::State::lists', lists],
    ['Dir::Cache', folder],
    // Downloads into this folder are root's; the sandbox user could not write them.
    ['APT::Sandbox::User', 'root'],
    // Descriptions of desktop programs, a third of what would be fetched.
    ['Acquire::IndexTargets::deb::DEP-11::DefaultEnabled', 'false'],
  ]
  await writeFile(config, settings.map(([name, value]) => `${name} "${value}";\n`).join(''))
  return config
}

async function apt(args: readonly string[], progress: Progress, own?: { readonly config: string; readonly folder: string }): Promise<void> {
  await runProgram('apt-get', args, {
    signal: progress.signal,
    environment: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8', ...(own ? { APT_CONFIG: own.config } : {}) },
    ...(own && existsSync(own.folder) ? { cwd: own.folder } : {}),
    onLine: (line) => progress.log(line),
  })
}
