import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ContainerFacts } from '../../../engine/runtime/container-runtime.ts'
import { createStaticPods } from '../../../engine/terminals/static-pods.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'

const node: ContainerFacts = { id: 'one-control-plane', name: 'one-control-plane', image: 'node', labels: { 'io.x-k8s.kind.cluster': 'one' }, networks: {}, createdAt: 0, state: 'running' }

/** A node whose file system is a folder of this machine. */
async function aNode(root: string) {
  const live = join(root, 'etc/kubernetes/manifests')
  await mkdir(live, { recursive: true })
  await writeFile(join(live, 'etcd.yaml'), 'etcd')
  await writeFile(join(live, 'kube-scheduler.yaml'), 'scheduler')
  const runtime = fakeRuntime({ containers: [node] })
  runtime.exec = async (_id, [shell = '', flag = '', script = '']) => {
    const stdout = execFileSync(shell, [flag, script.replaceAll('/etc/kubernetes', `${root}/etc/kubernetes`).replaceAll('/var/lib/kindlab', `${root}/var`)], { encoding: 'utf8' })
    return { exitCode: 0, stdout, stderr: '' }
  }
  const files = async (): Promise<Record<string, string>> => {
    const names = await readdir(live)
    return Object.fromEntries(await Promise.all(names.toSorted().map(async (name) => [name, await readFile(join(live, name), 'utf8')] as const)))
  }
  return { live, files, pods: createStaticPods(runtime, 'one') }
}

describe('the static Pods of a node', () => {
  it('are as they were after an attempt, whatever was added, changed or taken away', async () => {
    await using folder = await scratchFolder()
    const { live, files, pods } = await aNode(folder.path)
    const before = await files()
    await pods.settle('a1')
    await writeFile(join(live, 'page.yaml'), 'page')
    await writeFile(join(live, '.hidden.yaml'), 'hidden')
    await writeFile(join(live, 'etcd.yaml'), 'broken')
    await rm(join(live, 'kube-scheduler.yaml'))
    await pods.settle('a1')
    expect(await files()).toEqual(before)
    await writeFile(join(live, 'page.yaml'), 'page')
    await pods.release('a1')
    expect(await files()).toEqual(before)
    expect(await readdir(join(folder.path, 'var/static-pods'))).toEqual([])
  })

  it('stay as they are where nothing was kept of an attempt', async () => {
    await using folder = await scratchFolder()
    const { live, files, pods } = await aNode(folder.path)
    await writeFile(join(live, 'page.yaml'), 'page')
    await pods.release('a2')
    expect(Object.keys(await files())).toEqual(['etcd.yaml', 'kube-scheduler.yaml', 'page.yaml'])
  })
})
