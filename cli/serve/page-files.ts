import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const folder = join(import.meta.dirname, '..', '..', 'renderer', 'status-page')

export interface PageFile {
  readonly type: string
  readonly body: string
}

/** The page's files by their path, the script bundled for browsers. */
export async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')
  const [html, css, icon, script] = await Promise.all([read('index.html'), read('page.css'), read('icon.svg'), bundle()])
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: css }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: script }],
    ['/icon.svg', { type: 'image/svg+xml', body: icon }],
  ])
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}
