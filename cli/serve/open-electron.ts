import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fate } from '#contract/fate.ts'
import { buildShell } from '../../electron/build.ts'
import { bundleIfStale } from './page-files.ts'

const folder = join(import.meta.dirname, '..', '..', 'node_modules', 'electron')

/**
 * Electron's program, where it has been fetched already. Its package brings the program at the first run, from GitHub;
 * a start must not wait for that, so whoever wants the window asks for it once with `npx install-electron`.
 */
export function electronProgram(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const name = fileName()
  if (name === undefined) return undefined
  const program = join(environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name)
  return existsSync(program) ? program : undefined
}

/** Written by Electron's own installer beside the program; the usual name where another folder holds it. */
function fileName(): string | undefined {
  const written = join(folder, 'path.txt')
  if (existsSync(written)) return readFileSync(written, 'utf8')
  return process.platform === 'linux' ? 'electron' : undefined
}

export interface WindowWish {
  readonly program: string
  readonly locale: string
  readonly fate: Fate
}

/** Opens the window, with page and shell bundled first where their sources have changed; ends with it, and as it ends. */
export async function openElectron({ program, locale, fate }: WindowWish): Promise<number> {
  const [main] = await Promise.all([buildShell(), bundleIfStale()])
  const child = spawn(program, [main, '--bring-up', `--on-exit=${fate}`, `--lang=${locale}`], { stdio: 'inherit' })
  const pass = (): void => void child.kill('SIGTERM')
  process.on('SIGTERM', pass)
  // A terminal's Ctrl-C reaches the window by itself.
  const stay = (): void => {}
  process.on('SIGINT', stay)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => resolve(code ?? 1))
    })
  } finally {
    process.off('SIGTERM', pass)
    process.off('SIGINT', stay)
  }
}
