import type { KubeObject } from '#contract/kube.ts'
import { ProblemError } from '#contract/problem.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { isConflict } from '../kube/kube-error.ts'
import { emptyNamespace } from './kubeconfig-provider-empty.ts'
import { claimed, claimIn, emptying, freed, isFor, leaseKind, poolLabel } from './kubeconfig-provider-pool.ts'
import type { NamespaceRequest, NamespaceSource } from './namespace-source.ts'

export interface PoolOptions {
  readonly kube: KubeClient
  /** The namespace with the pool's Leases, one for each namespace and named after it. */
  readonly pool: string
  readonly now?: () => Date
  readonly empty?: (kube: KubeClient, namespace: string, signal?: AbortSignal) => Promise<void>
}

/** Namespaces that an administrator made once, lent to one attempt after the other. */
export function pooledNamespaces({ kube, pool, now = () => new Date(), empty = emptyNamespace }: PoolOptions): NamespaceSource {
  const leases = (calls: KubeClient): Promise<readonly KubeObject[]> => calls.list(leaseKind, { namespace: pool, labels: poolLabel })
  const take = async (calls: KubeClient, request: NamespaceRequest): Promise<string> => {
    const all = await leases(calls)
    const mine = all.find((lease) => isFor(claimIn(lease, now()), request))
    if (mine !== undefined) return mine.metadata.name
    for (const lease of shuffled(all.filter((one) => claimIn(one, now()).kind === 'free'))) {
      if (await isReplaced(calls, claimed(lease, request, now()))) return lease.metadata.name
    }
    throw new ProblemError({ code: 'lent-pool-used-up', params: { size: all.length } })
  }
  const release = async (namespace: string): Promise<void> => {
    const lease = await kube.read({ ...leaseKind, name: namespace, namespace: pool })
    if (lease === undefined || claimIn(lease, now()).kind === 'free') return
    // Only who marks it empties it; the other's work is the same.
    const marked = await kube.replace(emptying(lease, now())).catch(ifConflict)
    if (marked === undefined) return
    await empty(kube, namespace)
    await kube.replace(freed(marked, now()))
  }

  return {
    claim: async (request) => {
      const calls = kube.with({ signal: request.signal })
      const namespace = await take(calls, request)
      // Whoever had it last may have crashed before it was empty.
      await empty(calls, namespace, request.signal)
      return namespace
    },
    release,
    held: async (attempt) => {
      const all = await leases(kube)
      return all.filter((lease) => isOf(lease, attempt, now())).map(({ metadata }) => metadata.name)
    },
  }
}

function isOf(lease: KubeObject, attempt: string, now: Date): boolean {
  const claim = claimIn(lease, now)
  return claim.kind === 'held' && claim.attempt === attempt
}

/** A changed Lease means that somebody else was quicker. */
async function isReplaced(kube: KubeClient, lease: KubeObject): Promise<boolean> {
  return (await kube.replace(lease).catch(ifConflict)) !== undefined
}

function ifConflict(error: unknown): undefined {
  if (!isConflict(error)) throw error
}

/** So that a class that starts together does not quarrel over the first one. */
function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items.map((item) => ({ item, place: Math.random() })).toSorted((one, other) => one.place - other.place).map(({ item }) => item)
}
