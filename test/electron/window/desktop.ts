import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { _electron as currentDriver } from 'playwright-core'
import { _electron as oldDriver, type ElectronApplication, type Page } from 'playwright-core-63'
import { buildShell } from '../../../electron/build.ts'
import { bundleIfStale } from '../../../cli/serve/page-files.ts'
import { buildForOldElectron, buildMutant } from './build-old.ts'
import { openDisplay, type Display } from './display.ts'
import type { ElectronHere } from './electron-here.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** The app in a window that a test can drive, and the processes it consists of. */
export interface Desktop {
  readonly electron: ElectronApplication
  readonly page: Page
  /** What the page complained about: errors of scripts, refusals of the content policy. */
  readonly complaints: string[]
}

/** Builds the app for an Electron and opens it as often as a test likes, each time on the same display. */
export class DesktopStarter {
  private readonly here: ElectronHere
  private readonly main: string
  private readonly engine: string
  private readonly display: Display

  private constructor(here: ElectronHere, main: string, engine: string, display: Display) {
    this.here = here
    this.main = main
    this.engine = engine
    this.display = display
  }

  static async prepare(here: ElectronHere): Promise<DesktopStarter> {
    const main = await buildShell()
    const engine = join(root, 'dist', 'electron', 'engine-process.mjs')
    if (here.kind === 'current') await bundleIfStale()
    const started = here.kind === 'current' ? main : await buildOld()
    return new DesktopStarter(here, started, engine, await openDisplay())
  }

  async open(words: readonly string[]): Promise<Desktop> {
    // Playwright 1.64 and later ask old Chromium for what it lacks.
    const driver = this.here.kind === 'current' ? (currentDriver as unknown as typeof oldDriver) : oldDriver
    const electron = await driver.launch({ executablePath: this.here.program, args: this.args(words), env: this.environment() })
    const page = await electron.firstWindow()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    return { electron, page, complaints }
  }

  /** Opens it as a person does, with nobody driving: a driver has its own ideas of how an app ends. */
  openAlone(words: readonly string[]): ChildProcess {
    return spawn(this.here.program, this.args(words), { env: this.environment(), stdio: 'ignore' })
  }

  private args(words: readonly string[]): string[] {
    return [this.main, '--no-sandbox', '--lang=en', '--use-fake-device-for-media-stream', ...words]
  }

  private environment(): Record<string, string> {
    return {
      ...(process.env as Record<string, string>), // no value of it is undefined
      DISPLAY: this.display.name,
      KINDLAB_TEST_NODE: process.execPath,
      KINDLAB_TEST_HOST: join(root, 'test', 'electron', 'compat', 'engine-in-node.ts'),
      KINDLAB_TEST_ENGINE: this.engine,
    }
  }

  end(): void {
    this.display.end()
  }
}

/** Whole, or with the protection taken away that a proof of the tests asks for. */
async function buildOld(): Promise<string> {
  const folder = join(root, 'dist', 'old-electron')
  const whole = await buildForOldElectron(folder)
  const mutant = process.env['KINDLAB_TEST_MUTANT']
  return mutant === undefined ? whole : buildMutant(join(root, 'dist', 'old-electron-mutant'), mutant, folder)
}

/** The engine's process below an app's main process. */
export function enginePid(mainPid: number): number | undefined {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
    .find((pid) => parentOf(pid) === mainPid && /engine-in-node|node\.mojom\.NodeService/.test(wordsOf(pid)))
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

const wordsOf = (pid: number): string => read(`/proc/${pid}/cmdline`)
const parentOf = (pid: number): number => Number(/^PPid:\s*(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1])
export const isRunning = (pid: number): boolean => wordsOf(pid) !== ''

/** The TCP ports on which these processes listen, as the kernel knows them. */
export function listening(pids: readonly number[]): readonly number[] {
  const open = new Set(pids.flatMap(socketsOf))
  return ['tcp', 'tcp6']
    .flatMap((table) => read(`/proc/net/${table}`).split('\n').slice(1))
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === '0A' && open.has(inode ?? ''))
    .map(([, local]) => Number.parseInt(local?.split(':')[1] ?? '', 16))
}

function socketsOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`
  return readdirSync(folder).flatMap((name) => /^socket:\[(\d+)\]$/.exec(linkAt(`${folder}/${name}`))?.[1] ?? [])
}

function linkAt(file: string): string {
  try {
    return readlinkSync(file)
  } catch {
    return ''
  }
}
