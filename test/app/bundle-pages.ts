import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export interface PagesToBundle {
  /** Where they lie, and where their bundle is to lie, from the project's root. */
  readonly from: string
  readonly to: string
  /** Their files, from there. */
  readonly pages: readonly string[]
}

/** Bundles pages of tests as the app's own are, where the bundle is not that of the present sources. Gives back its folder. */
export async function bundlePages(wish: PagesToBundle): Promise<string> {
  const folder = join(root, wish.to)
  const stamp = join(folder, '.sources')
  const wanted = await sourcesKey(wish)
  if (wanted === (await readFile(stamp, 'utf8').catch(() => undefined))) return folder
  // A process of its own: a bundler needs half a gigabyte, and reads how to build from NODE_ENV.
  const builder = spawn(process.execPath, [import.meta.filename, JSON.stringify(wish)], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } })
  const [code] = await once(builder, 'close')
  if (code !== 0) throw new Error(`the pages of ${wish.from} could not be bundled (their builder ended with ${code})`)
  await writeFile(stamp, wanted)
  return folder
}

async function sourcesKey({ from }: PagesToBundle): Promise<string> {
  const names = globSync([`${from}/**/*.*`, 'renderer/**/*.*', 'contract/**/*.ts', 'vite.config.ts', 'package-lock.json'], { cwd: root }).toSorted()
  const hash = createHash('sha256')
  for (const name of names) hash.update(name).update(await readFile(join(root, name)))
  return hash.digest('hex')
}

async function bundle({ from, to, pages }: PagesToBundle): Promise<void> {
  const { build } = await import('vite')
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, from),
    logLevel: 'error',
    build: { outDir: join(root, to), emptyOutDir: true, rolldownOptions: { input: pages.map((page) => join(root, from, page)) } },
  })
}

if (import.meta.main) await bundle(JSON.parse(process.argv[2] ?? '') as PagesToBundle) // written above
