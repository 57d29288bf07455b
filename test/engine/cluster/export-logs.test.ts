import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentProgress } from '#contract/progress.ts'
import { clusterFiles, makeClusterFolder } from '../../../engine/cluster/cluster-files.ts'
import { exportLogs } from '../../../engine/cluster/export-logs.ts'
import { homeFrom } from '../../../engine/files/home.ts'
import type { ContainerFacts } from '../../../engine/runtime/container-runtime.ts'
import { aNode, ourNetwork, theCluster } from '../../builders/clusters.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'

const progress = silentProgress(AbortSignal.timeout(10_000))

/** A cluster of these nodes, with `script` as its kind: called as `kind export logs <folder> --name <cluster>`. */
async function clusterWith(nodes: readonly ContainerFacts[], script = 'exit 99') {
  const folder = await scratchFolder()
  const kind = join(folder.path, 'kind')
  await writeFile(kind, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  const runtime = Object.assign(fakeRuntime({ networks: [ourNetwork({ nodes: nodes.length })], containers: [...nodes] }), { logs: (id: string) => Promise.resolve(Buffer.from(`${id} printed`)) })
  const images = { kubernetes: 'v1.37.0', kind: () => Promise.resolve(kind), nodeImage: () => Promise.reject(new Error('asked for an image')), terminalImage: () => Promise.reject(new Error('asked for an image')) }
  const files = clusterFiles(homeFrom({ KINDLAB_HOME: folder.path }), theCluster)
  await makeClusterFolder(files)
  await writeFile(files.log, 'what we did last')
  return { cluster: { name: theCluster, runtime, images, files }, [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose]() }
}

describe.skipIf(process.platform === 'win32')('the logs of a cluster', () => {
  it('are what kind finds and what our last operation printed', async () => {
    await using here = await clusterWith([aNode()], 'echo told > "$3/node.log"')
    const folder = await exportLogs(here.cluster, progress)
    expect((await readdir(folder)).toSorted()).toEqual(['kindlab.log', 'node.log'])
    expect(await readFile(join(folder, 'kindlab.log'), 'utf8')).toBe('what we did last')
  })

  it('are kept where a broken node did not answer, with what kind says of it', async () => {
    await using here = await clusterWith([aNode()], 'echo told > "$3/node.log"; echo "ERROR: crictl images" >&2; exit 1')
    const folder = await exportLogs(here.cluster, progress)
    expect((await readdir(folder)).toSorted()).toEqual(['kind-failed.log', 'kindlab.log', 'node.log'])
    expect(await readFile(join(folder, 'kind-failed.log'), 'utf8')).toContain('ERROR: crictl images')
  })

  it('are what a node printed where it does not run, without kind', async () => {
    await using here = await clusterWith([aNode({ state: 'exited' }), aNode({ role: 'worker', state: 'paused' })])
    const folder = await exportLogs(here.cluster, progress)
    expect((await readdir(folder)).toSorted()).toEqual(['kindlab-control-plane', 'kindlab-worker', 'kindlab.log'])
    expect(await readFile(join(folder, 'kindlab-control-plane', 'serial.log'), 'utf8')).toBe('kindlab-control-plane printed')
  })

  it('leave no folder when collecting them was cancelled', async () => {
    await using here = await clusterWith([aNode()], 'sleep 60')
    await expect(exportLogs(here.cluster, silentProgress(AbortSignal.timeout(200)))).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(await readdir(here.cluster.files.bundles)).toEqual([])
  })

  it('are kept of the last five times, and nothing else beside them is touched', async () => {
    await using here = await clusterWith([aNode()], 'echo told > "$3/node.log"')
    const { bundles } = here.cluster.files
    const earlier = Array.from({ length: 7 }, (_, index) => `2026-01-0${index + 1}T00-00-00.000Z`)
    for (const name of [...earlier, 'mine']) await mkdir(join(bundles, name), { recursive: true })
    const folder = await exportLogs(here.cluster, progress)
    expect((await readdir(bundles)).toSorted()).toEqual([...earlier.slice(3), basename(folder), 'mine'])
  })
})
