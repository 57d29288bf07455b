import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackInspection } from '../../../../contract/pack.ts'
import { listPacks } from '../../../../engine/packs/list-packs.ts'
import { PackTravel } from '../../../../engine/packs/travel/pack-travel.ts'
import { runProgram } from '../../../../engine/programs/run-program.ts'
import { scratchFolder } from '../../../builders/scratch-folder.ts'

/** A machine with a home of its own, and no pack that came with Kindlab but `builtIn`. */
export async function aMachine() {
  const scratch = await scratchFolder()
  const root = scratch.path
  const [packs, builtIn] = [join(root, 'home', 'packs'), join(root, 'built-in')]
  const travel = new PackTravel({ packs }, builtIn)
  return {
    root,
    packs,
    builtIn,
    travel,
    /** What anybody who looks finds to learn. */
    found: async (): Promise<readonly string[]> => (await listPacks({ packs }, builtIn)).packs.map(({ pack }) => `${pack.id} ${pack.version}`),
    /** What is on disk of packs, on their way or here. */
    left: async (): Promise<readonly string[]> => (await readdir(packs, { recursive: true }).catch(() => [])).filter((path) => path !== '.staging').toSorted(),
    async add(source: string): Promise<PackInspection> {
      const inspection = await travel.inspect({ source })
      await travel.install(inspection.ticket)
      return inspection
    },
    [Symbol.asyncDispose]: async () => {
      await travel.dispose()
      await scratch[Symbol.asyncDispose]()
    },
  }
}

const author = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false']

/** A real repository with everything in a folder in one commit. */
export async function commitAll(folder: string): Promise<string> {
  await runProgram('git', ['init', '--quiet', '--initial-branch=main', folder])
  await runProgram('git', ['-C', folder, 'add', '--all', '--force'])
  return commitIndex(folder)
}

export async function commitIndex(folder: string): Promise<string> {
  await runProgram('git', ['-C', folder, ...author, 'commit', '--quiet', '--allow-empty', '-m', 'all'])
  return (await runProgram('git', ['-C', folder, 'rev-parse', 'HEAD'])).trim()
}
