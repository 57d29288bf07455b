import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { changeInContainer } from '../../../engine/images/change-in-container.ts'
import { folderStep } from '../../../engine/images/folder-step.ts'
import { imageStep, type ImageStep } from '../../../engine/images/image-step.ts'
import type { ContainerRuntime } from '../../../engine/runtime/container-runtime.ts'
import { tinyImage } from '../runtime/tiny-image.ts'

/** A small image in two steps: a folder, and a container in which `command` runs. The command is no part of its key. */
export function notingStep(runtime: ContainerRuntime, cache: string, command: string, version = ''): ImageStep {
  const part = folderStep(cache, {
    name: 'part',
    code: 'images-build-program',
    ingredients: { values: [cache] },
    fill: async (folder) => writeFileSync(join(folder, 'output'), ''),
  })
  return imageStep(runtime, {
    repository: 'kindlab.test/noting',
    code: 'images-make-terminal',
    needs: [part],
    ingredients: { values: version },
    build: ({ reference, label }, progress) =>
      changeInContainer(runtime, {
        from: tinyImage,
        to: reference,
        command: ['sh', '-c', command],
        network: 'none',
        changes: [label, 'LABEL kindlab.test=noting'],
        cache,
        progress,
      }),
  })
}
