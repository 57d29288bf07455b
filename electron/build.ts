import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuildOptions } from 'esbuild'

const root = join(import.meta.dirname, '..')
const folder = join(root, 'dist', 'electron')
const stamp = join(folder, '.sources')

/** Main and preload run in Electron's own surroundings, the engine in a Node of its own. */
const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  outdir: folder,
  outbase: join(root, 'electron'),
  alias: { '#contract': join(root, 'contract') },
  // Electron is there already; the others are optional native parts that ssh2 goes without.
  external: ['electron', 'cpu-features', '*.node'],
  logLevel: 'warning',
  legalComments: 'linked',
}

const shell: BuildOptions = {
  ...shared,
  entryPoints: ['electron/main.ts', 'electron/preload.ts'],
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  define: { 'import.meta.dirname': '__dirname' },
}

/** The engine finds labs and recipes two folders up from its own file, as it does from its sources: all its files lie in one folder. */
const engine: BuildOptions = {
  ...shared,
  entryPoints: ['electron/engine-process.ts'],
  format: 'esm',
  splitting: true,
  chunkNames: 'engine-[hash]',
  outExtension: { '.js': '.mjs' },
  // Packages written as CommonJS ask for Node's own modules with `require`, and for their own place.
  banner: { js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url), __dirname = import.meta.dirname, __filename = import.meta.filename;" },
}

/** Bundles main, preload and engine where the bundle is not that of the present sources; gives back the file to start Electron with. */
export async function buildShell(): Promise<string> {
  const wanted = await sourcesKey()
  if (wanted !== (await readFile(stamp, 'utf8').catch(() => undefined))) {
    const { build } = await import('esbuild')
    await rm(folder, { recursive: true, force: true })
    await Promise.all([build(shell), build(engine)])
    await writeFile(stamp, wanted)
  }
  return join(folder, 'main.cjs')
}

async function sourcesKey(): Promise<string> {
  const names = globSync(['electron/**/*.ts', 'engine/**/*.ts', 'contract/**/*.ts', 'package-lock.json'], { cwd: root }).toSorted()
  const hash = createHash('sha256')
  for (const name of names) hash.update(name).update(await readFile(join(root, name)))
  return hash.digest('hex')
}

if (import.meta.main) {
  const { build } = await import('vite')
  await build({ configFile: join(root, 'vite.config.ts'), root: join(root, 'renderer'), logLevel: 'error' })
  await buildShell()
}
