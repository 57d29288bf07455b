import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from '../programs/run-program.ts'
import { folderStep, type FolderStep } from './folder-step.ts'
import { recipesFolder, type NodeRecipe } from './node-recipe.ts'

/** A small Debian with systemd and what a node needs, as the folder `root` of its output. */
export function debianRootStep(cache: string, { debian }: NodeRecipe): FolderStep {
  const script = join(recipesFolder, 'node', 'debian-root.sh')
  return folderStep(cache, {
    name: 'debian-root',
    code: 'images-make-root',
    ingredients: { values: [debian, process.arch], files: [script], root: recipesFolder },
    fill: async (folder, progress) => {
      await runProgram('bash', [script, join(folder, 'root'), debian.suite, debianMirror(), ...debian.packages], {
        signal: progress.signal,
        environment: { DEBIAN_FRONTEND: 'noninteractive' },
        onLine: (line) => progress.log(line),
      })
    },
  })
}

const sourceFiles = ['/etc/apt/sources.list.d/debian.sources', '/etc/apt/sources.list']

/** The mirror that this machine itself uses, Debian's own where it names none. */
export function debianMirror(read: (path: string) => string | undefined = readIfThere): string {
  const named = sourceFiles.map((path) => mirrorIn(read(path) ?? '')).find((mirror) => mirror !== undefined)
  return named ?? 'http://deb.debian.org/debian'
}

/** The first archive of a sources file, old form or deb822, that ends as Debian's main archive does. */
function mirrorIn(text: string): string | undefined {
  return /^(?:deb |URIs:)[^\n]*?(https?:\/\/\S+\/debian)\/?(?:\s|$)/m.exec(text)?.[1]
}

const readIfThere = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, 'utf8') : undefined)
