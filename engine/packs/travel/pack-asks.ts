import type { Capability } from '#contract/cluster.ts'
import type { PackAsks } from '#contract/pack.ts'
import type { LoadedPack } from '../pack-store.ts'

/** What its labs really need, beside what pack.yaml owns up to. */
export function asksOf({ pack, labs }: LoadedPack): PackAsks {
  const all = labs.map(({ lab }) => lab)
  return {
    capabilities: inOrder([...pack.capabilities, ...all.flatMap(({ needs }) => needs)]),
    privileged: all.some(({ podSecurity }) => podSecurity === 'privileged'),
    rights: distinct(all.flatMap(({ extraRules }) => extraRules.map(({ verbs, resources }) => `${verbs.join(', ')} ${resources.join(', ')}`))),
    components: distinct(all.flatMap(({ components }) => components)),
    images: distinct(all.flatMap(({ images }) => images)),
  }
}

/** What `now` asks for and `before` did not. */
export function asksMore(now: PackAsks, before: PackAsks): PackAsks {
  const fresh = <Item>(items: readonly Item[], former: readonly Item[]): readonly Item[] => items.filter((item) => !former.includes(item))
  return {
    capabilities: fresh(now.capabilities, before.capabilities),
    privileged: now.privileged && !before.privileged,
    rights: fresh(now.rights, before.rights),
    components: fresh(now.components, before.components),
    images: fresh(now.images, before.images),
  }
}

const order: readonly Capability[] = ['namespaces', 'cluster-scope', 'nodes', 'node-shell', 'docker', 'network-policy', 'pause']
const inOrder = (found: readonly Capability[]): readonly Capability[] => order.filter((one) => found.includes(one))
const distinct = (items: readonly string[]): readonly string[] => [...new Set(items)].toSorted()
