import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineFolders } from './engine-folders.ts'

/** What decides how Docker can be started or installed here. */
export interface MachineFacts {
  readonly platform: NodeJS.Platform
  readonly system: SystemRelease
  readonly isRoot: boolean
  readonly hasSystemd: boolean
  /** Whether processes here may be given CAP_SYS_RESOURCE at all: without it, Debian 12's Docker cannot start privileged containers. */
  readonly mayRaiseLimits: boolean
  /** A `dockerd` that Kindlab unpacked itself. */
  readonly ownDockerd: string | undefined
  /** A `dockerd` of the system's. */
  readonly systemDockerd: string | undefined
  /** Docker Desktop, Colima: the command that starts what is installed. */
  readonly startCommand: string | undefined
}

/** The lines of /etc/os-release that matter. https://www.freedesktop.org/software/systemd/man/os-release.html */
export interface SystemRelease {
  readonly id: string
  readonly like: readonly string[]
  readonly codename: string
  readonly version: string
  readonly name: string
}

export async function gatherMachine(environment: NodeJS.ProcessEnv, folders: EngineFolders): Promise<MachineFacts> {
  const ownDockerd = join(folders.engine, 'usr/sbin/dockerd')
  return {
    platform: process.platform,
    system: parseRelease(await readOrEmpty('/etc/os-release')),
    isRoot: process.getuid?.() === 0,
    hasSystemd: existsSync('/run/systemd/system'),
    mayRaiseLimits: hasCapability(await readOrEmpty('/proc/self/status'), sysResource),
    ownDockerd: existsSync(ownDockerd) ? ownDockerd : undefined,
    systemDockerd: findProgram('dockerd', [...pathFolders(environment), '/usr/sbin', '/sbin', '/usr/local/sbin', '/usr/local/bin']),
    startCommand: startCommandOf(process.platform, environment),
  }
}

export function parseRelease(text: string): SystemRelease {
  const lines = [...text.matchAll(/^([A-Z_]+)=(?:"([^"]*)"|'([^']*)'|(.*))$/gm)]
  const values = new Map(lines.map(([, key = '', double, single, bare]) => [key, double ?? single ?? bare ?? '']))
  const value = (key: string): string => values.get(key) ?? ''
  return {
    id: value('ID'),
    like: value('ID_LIKE').split(' ').filter(Boolean),
    codename: value('VERSION_CODENAME'),
    version: value('VERSION_ID'),
    name: value('PRETTY_NAME') || value('ID') || 'Linux',
  }
}

/** Bit of CAP_SYS_RESOURCE in /proc/PID/status; see capabilities(7) and linux/capability.h. */
const sysResource = 24n

export function hasCapability(status: string, bit: bigint): boolean {
  const [, bounding] = /^CapBnd:\s*([0-9a-f]+)$/m.exec(status) ?? []
  return bounding === undefined || ((BigInt(`0x${bounding}`) >> bit) & 1n) === 1n
}

function startCommandOf(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): string | undefined {
  if (platform === 'darwin' && existsSync('/Applications/Docker.app')) return 'open -a Docker'
  if (platform === 'darwin' && findProgram('colima', [...pathFolders(environment), '/opt/homebrew/bin', '/usr/local/bin'])) return 'colima start'
  const desktop = join(environment['ProgramFiles'] ?? 'C:\\Program Files', 'Docker', 'Docker', 'Docker Desktop.exe')
  return platform === 'win32' && existsSync(desktop) ? `Start-Process '${desktop}'` : undefined
}

export function findProgram(name: string, folders: readonly string[]): string | undefined {
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

export function pathFolders(environment: NodeJS.ProcessEnv): readonly string[] {
  const separator = process.platform === 'win32' ? ';' : ':'
  return (environment['PATH'] ?? environment['Path'] ?? '').split(separator).filter(Boolean)
}

const readOrEmpty = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '')
