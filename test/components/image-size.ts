import type { ComponentRecipe } from '../../engine/components/component-recipe.ts'
import type { ContainerFacts, ContainerRuntime } from '../../engine/runtime/container-runtime.ts'

const units: Readonly<Record<string, number>> = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 }

/** What one node keeps of a component's images, in bytes. */
export async function imageSize(runtime: ContainerRuntime, [node]: readonly ContainerFacts[], { images }: ComponentRecipe): Promise<number> {
  const references = images.flatMap(({ references: [first = ''] }) => [first])
  const sizes = await Promise.all(references.map(async (reference) => sizeIn((await runtime.exec(node?.id ?? '', ['ctr', '--namespace', 'k8s.io', 'images', 'ls', `name==${reference}`])).stdout)))
  return sizes.reduce((sum, size) => sum + size, 0)
}

function sizeIn(table: string): number {
  const [, number, unit = ''] = /\b([\d.]+) (KiB|MiB|GiB)\b/.exec(table) ?? []
  if (number === undefined) throw new Error(`no size in ${table}`)
  return Number(number) * (units[unit] ?? 1)
}
