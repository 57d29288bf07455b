import { describe, expect, it } from 'vitest'
import { removeBuildContainers } from '../../../engine/images/change-in-container.ts'
import type { ContainerFacts } from '../../../engine/runtime/container-runtime.ts'
import { fakeRuntime } from '../../fakes/fake-runtime.ts'

const container = (id: string, name: string, labels: Readonly<Record<string, string>>): ContainerFacts => ({ id, name, image: 'kindlab/node:1', labels, state: 'running', createdAt: 0, networks: {} })

describe('what a killed build left', () => {
  it('is removed, and no node or terminal whose image such a container was committed to, for that has its labels', async () => {
    const labels = { 'dev.kindlab.build': '/var/cache/kindlab' }
    const runtime = fakeRuntime({ containers: [
      container('build', 'kindlab-build-0a1b2c3d', labels),
      container('node', 'kindlab-control-plane', { ...labels, 'io.x-k8s.kind.cluster': 'kindlab' }),
      container('terminal', 'kindlab-waiting-0f1f05ab73', labels),
      container('other', 'kindlab-build-9f9f9f9f', { 'dev.kindlab.build': '/elsewhere' }),
    ] })
    await removeBuildContainers(runtime, '/var/cache/kindlab')
    expect(runtime.things.containers.map(({ id }) => id)).toEqual(['node', 'terminal', 'other'])
  })
})
