import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { pageType } from '#contract/page-serving.ts'

const root = join(import.meta.dirname, '..', '..')
const folder = join(root, 'dist', 'renderer')
const stamp = join(folder, '.sources')

export interface PageFile {
  readonly type: string
  readonly body: string | Buffer
}

/** The window's files by their path, bundled first where the bundle is not that of the present sources. */
export async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  await bundleIfStale()
  const names = globSync('**/*.*', { cwd: folder }).map((name) => name.split(sep).join('/'))
  const files = await Promise.all(names.map(async (name): Promise<[string, PageFile]> => [`/${name}`, await pageFile(name)]))
  const pages = new Map(files)
  const index = pages.get('/index.html')
  return index === undefined ? pages : pages.set('/', index)
}

async function pageFile(name: string): Promise<PageFile> {
  return { type: pageType(extname(name)), body: await readFile(join(folder, name)) }
}

/** Bundles the page where the bundle is not that of the present sources. */
export async function bundleIfStale(): Promise<void> {
  const wanted = await sourcesKey()
  if (wanted === (await readFile(stamp, 'utf8').catch(() => undefined))) return
  // A process of its own: a bundler needs half a gigabyte, and reads how to build from NODE_ENV.
  const vite = spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const [code] = await once(vite, 'close')
  if (code !== 0) throw new Error(`the window could not be bundled (vite build ended with ${code})`)
  await writeFile(stamp, wanted)
}

/** A key of everything that goes into the bundle; a packaged app has no sources and keeps the bundle it came with. */
async function sourcesKey(): Promise<string> {
  const names = globSync(['renderer/**/*.*', 'contract/**/*.ts', 'vite.config.ts', 'package-lock.json'], { cwd: root }).toSorted()
  const hash = createHash('sha256')
  for (const name of names) hash.update(name).update(await readFile(join(root, name)))
  return hash.digest('hex')
}
