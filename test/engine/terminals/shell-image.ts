import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { silentProgress } from '#contract/progress.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'

/** A terminal image without what makes one large: a shell and the few programs that the terminals' tests type. */
export const shellImage = 'kindlab.test/shell:2'

/** The same, with kubectl: what an administrator gives a class. */
export const kubectlImage = 'kindlab.test/kubectl:1'

const programs = 'sh bash tar stty seq sleep cat mv tail env tr grep ls mount head yes'
/* Programs under the names that people type and, where those are links, with what the links mean. */
const packOf = (image: string): string => `
  programs=$(for name in ${programs} ${image === kubectlImage ? 'kubectl' : ''}; do type -P $name; done)
  libraries=$(ldd $programs | grep -o '/[^ :)]*')
  printf '%s\\n' /bin/sh /bin/bash /usr/lib/locale/C.utf8 $programs $libraries | sort -u | tar -chzf - --hard-dereference -T - | base64 -w0`

/** Puts it onto a node, made of a terminal image. */
export async function loadShellImage(runtime: ContainerRuntime, from: string, node: string, image = shellImage): Promise<void> {
  const known = await runtime.exec(node, ['crictl', 'images', '-o', 'json'])
  if (known.stdout.includes(image)) return
  await runtime.importRoot(Readable.from([await rootOf(runtime, from, packOf(image))]), image, ['ENV PATH=/usr/bin:/bin'], silentProgress(new AbortController().signal))
  const loaded = await runtime.exec(node, ['ctr', '-n', 'k8s.io', 'images', 'import', '-'], { input: await runtime.save([image]) })
  if (loaded.exitCode !== 0) throw new Error(`the node did not take the image: ${loaded.stderr}`)
}

async function rootOf(runtime: ContainerRuntime, image: string, pack: string): Promise<Buffer> {
  const container = await runtime.create({ name: `kindlab-shell-${randomBytes(4).toString('hex')}`, image, entrypoint: ['/bin/sleep'], command: ['infinity'], labels: { 'dev.kindlab.test': 'shell' } })
  try {
    await runtime.start(container)
    const { stdout, stderr, exitCode } = await runtime.exec(container, ['/bin/bash', '-c', `set -o pipefail; ${pack}`])
    if (exitCode !== 0) throw new Error(`the programs could not be packed: ${stderr}`)
    return Buffer.from(stdout, 'base64')
  } finally {
    await runtime.remove(container)
  }
}
