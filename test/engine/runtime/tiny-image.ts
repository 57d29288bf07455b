import { existsSync, mkdirSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { silentProgress, type Progress } from '#contract/progress.ts'
import { runProgram } from '../../../engine/programs/run-program.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { tarOf } from '../../builders/tar.ts'

/** A megabyte and a half of busybox, for tests that need some image. */
export const tinyImage = 'kindlab.test/tiny:1'

export const patiently: Progress = silentProgress(new AbortController().signal)

/** Made of Debian's static busybox where its packages are at hand, else the official image under our name. */
export async function makeTinyImage(runtime: ContainerRuntime): Promise<void> {
  if (await runtime.image(tinyImage)) return
  const busybox = await debianProgram('busybox-static', 'bin/busybox').catch(() => undefined)
  if (busybox === undefined) return pullOfficial(runtime)
  const links = ['sh', 'cat', 'echo', 'sleep', 'ls', 'tr', 'grep', 'kill', 'stty', 'id', 'yes', 'head', 'printf', 'ps', 'env', 'tty']
  const entries = links.map((name) => ({ name: `bin/${name}`, link: 'busybox' }))
  const root = tarOf([{ name: 'bin/' }, { name: 'tmp/' }, { name: 'proc/' }, { name: 'bin/busybox', content: await readFile(busybox), mode: 0o755 }, ...entries])
  await runtime.importRoot(Readable.from([root]), tinyImage, ['CMD ["/bin/sh"]', 'LABEL kindlab.test=tiny'], patiently)
}

async function pullOfficial(runtime: ContainerRuntime): Promise<void> {
  await runtime.pull('busybox:1.37.0', patiently)
  await runtime.tag('busybox:1.37.0', tinyImage)
}

/** A program out of a Debian package, unpacked beside the checkout's other caches. Rejects where there is no apt. */
export async function debianProgram(packageName: string, path: string): Promise<string> {
  const folder = join(import.meta.dirname, '../../../.cache/test-packages', packageName)
  const program = join(folder, 'root', path)
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  await runProgram('apt-get', ['-o', 'APT::Sandbox::User=root', 'download', packageName], { cwd: folder })
  const archive = (await readdir(folder)).find((name) => name.endsWith('.deb')) ?? ''
  await runProgram('dpkg', ['-x', join(folder, archive), join(folder, 'root')])
  return program
}
