import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { engineProgramFolders, type EngineFolders } from './engine-folders.ts'

/**
 * A PATH in which `docker` is found: our own engine's programs first, and last the places where Docker Desktop and
 * its like put theirs, which a program started from a dock or a menu does not have in its PATH.
 */
export function pathFor(environment: NodeJS.ProcessEnv, folders: EngineFolders, exists = existsSync): Record<string, string> {
  const name = Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const separator = process.platform === 'win32' ? ';' : ':'
  const own = engineProgramFolders(folders).filter((folder) => exists(folder))
  const present = (environment[name] ?? '').split(separator).filter((folder) => folder !== '' && !own.includes(folder))
  const usual = usualFolders(environment).filter((folder) => exists(folder) && !present.includes(folder))
  return { [name]: [...own, ...present, ...usual].join(separator) }
}

function usualFolders(environment: NodeJS.ProcessEnv): readonly string[] {
  const home = environment['HOME'] ?? homedir()
  switch (process.platform) {
    case 'darwin':
      return ['/usr/local/bin', '/opt/homebrew/bin', join(home, '.docker/bin'), join(home, '.rd/bin'), '/Applications/Docker.app/Contents/Resources/bin']
    case 'win32':
      return [join(environment['ProgramFiles'] ?? 'C:\\Program Files', 'Docker', 'Docker', 'resources', 'bin')]
    default:
      return ['/usr/local/bin', '/usr/bin', join(home, '.rd/bin')]
  }
}
