import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build, type Plugin as BundlePlugin } from 'esbuild'
import type { Plugin as PagePlugin } from 'vite'
import { protectionMutants, type ProtectionMutant } from './protection-mutants.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const compat = join(root, 'test', 'electron', 'compat')

/** Main, preload and page for an Electron of 2020, from the same sources. Gives back the file to start it with. */
export async function buildForOldElectron(folder: string): Promise<string> {
  const stamp = join(folder, '.sources')
  const wanted = await sourcesKey()
  if (wanted !== (await readFile(stamp, 'utf8').catch(() => undefined))) {
    await Promise.all([buildShell(join(folder, 'electron')), buildPageAlone(join(folder, 'renderer'))])
    await writeFile(stamp, wanted)
  }
  return join(folder, 'electron', 'main.cjs')
}

/** The same with one protection taken away; the page is that of the whole build. */
export async function buildMutant(folder: string, name: string, whole: string): Promise<string> {
  const mutant = protectionMutants.find((one) => one.name === name)
  if (mutant === undefined) throw new Error(`no mutant is called “${name}”`)
  await mkdir(folder, { recursive: true })
  await symlink(join(whole, 'renderer'), join(folder, 'renderer')).catch(() => {})
  await buildShell(join(folder, 'electron'), [takingAway(mutant)])
  return join(folder, 'electron', 'main.cjs')
}

function takingAway({ name, changes }: ProtectionMutant): BundlePlugin {
  return {
    name: 'mutant',
    setup(bundle) {
      for (const file of new Set(changes.map((change) => change.file)))
        bundle.onLoad({ filter: new RegExp(`${join(root, file).replaceAll('.', String.raw`\.`)}$`) }, async () => {
          const contents = changes.filter((change) => change.file === file).reduce((text, { from, to }) => changed(text, from, to, name), await readFile(join(root, file), 'utf8'))
          return { contents, loader: 'ts' }
        })
    },
  }
}

function changed(text: string, from: string, to: string, name: string): string {
  if (text.split(from).length !== 2) throw new Error(`the mutant “${name}” changes what is not there once: ${from}`)
  return text.replace(from, () => to)
}

async function sourcesKey(): Promise<string> {
  const names = globSync(['renderer/**/*.*', 'contract/**/*.ts', 'electron/**/*.ts', 'test/electron/{compat,window}/*.ts', 'vite.config.ts', 'package-lock.json'], { cwd: root }).toSorted()
  const hash = createHash('sha256')
  for (const name of names) hash.update(name).update(await readFile(join(root, name)))
  return hash.digest('hex')
}

async function buildShell(outdir: string, more: readonly BundlePlugin[] = []): Promise<void> {
  const shared = { absWorkingDir: root, bundle: true, platform: 'node', format: 'cjs', outdir, outExtension: { '.js': '.cjs' }, alias: { '#contract': join(root, 'contract') }, logLevel: 'error' } as const
  await build({ ...shared, entryPoints: ['electron/main.ts'], target: 'node12', define: { 'import.meta.dirname': '__dirname' }, plugins: [...more, oldModules] })
  await build({ ...shared, entryPoints: ['electron/preload.ts'], target: 'chrome83', external: ['electron'], plugins: [...more] })
}

/** `electron` is the compatibility module, which alone sees the real one; Node 12 knows neither `node:` nor `fs/promises`. */
const oldModules: BundlePlugin = {
  name: 'old-modules',
  setup(bundle) {
    bundle.onResolve({ filter: /^electron$/ }, ({ importer }) => (importer.startsWith(compat) ? { path: 'electron', external: true } : { path: join(compat, 'electron.ts') }))
    bundle.onResolve({ filter: /^node:/ }, ({ path }) => (path === 'node:fs/promises' ? { path, namespace: 'promises' } : { path: path.slice('node:'.length), external: true }))
    bundle.onLoad({ filter: /.*/, namespace: 'promises' }, () => ({ contents: "module.exports = require('fs').promises" }))
  },
}

/** In a process of its own: a bundler reads from NODE_ENV how to build, and a test runner's leads to React's page for developers, whose effects all run twice. */
async function buildPageAlone(outDir: string): Promise<void> {
  const builder = spawn(process.execPath, [import.meta.filename, outDir], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } })
  const [code] = await once(builder, 'close')
  if (code !== 0) throw new Error(`the page for the old window could not be bundled (its builder ended with ${code})`)
}

async function buildPage(outDir: string): Promise<void> {
  const { build: bundle } = await import('vite')
  await bundle({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'renderer'),
    logLevel: 'error',
    plugins: [oldChromium],
    worker: { plugins: () => [oldChromium] },
    build: { outDir, emptyOutDir: true, target: 'chrome83', cssTarget: 'chrome83', minify: false },
  })
}

/** The page's entry and each worker's begin with what Chromium 83 lacks. */
const oldChromium: PagePlugin = {
  name: 'old-chromium',
  enforce: 'pre',
  transform: (code, id) => (/renderer\/main\.tsx$|\.worker\.ts/.test(id) ? `import ${JSON.stringify(join(compat, 'old-chromium.ts'))}\n${code}` : undefined),
}

if (import.meta.main) await buildPage(process.argv[2] ?? '')
