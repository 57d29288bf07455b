import { problemFrom } from '#contract/problem.ts'
import { sayProblem } from '#contract/say.ts'
import { silentProgress } from '#contract/progress.ts'
import { takeBaseline } from '../engine/attempts/cluster-baseline.ts'
import type { Attempts } from '../engine/attempts/attempts.ts'
import type { KubeClient } from '../engine/kube/kube-client.ts'
import type { LoadedLab } from '../engine/packs/pack-store.ts'
import type { Site } from '../engine/site.ts'
import type { LabToProve } from './prove-labs.ts'
import type { ProofSite } from './proof-site.ts'

export interface AttemptsSiteParts {
  readonly attempts: Attempts
  readonly kube: KubeClient
  readonly labs: readonly { readonly pack: string; readonly loaded: LoadedLab }[]
  readonly facts: ProofSite['facts']
  readonly run: ProofSite['run']
  readonly signal: AbortSignal
}

/** A site for proofs of these labs on the engine's ground for them. */
export function siteOn({ attempts, kube, terminals, cluster }: Site, labs: readonly LabToProve[], signal: AbortSignal): ProofSite {
  const { kubernetes, cni, cgroup, image } = cluster.facts
  return attemptsSite({
    attempts,
    kube,
    labs: labs.map(({ pack, loaded }) => ({ pack: pack.pack.id, loaded })),
    facts: { kubernetes, cni, cgroup, image },
    run: async (id, script, options) => terminals.runScript(await attempts.identity(id), script, options),
    signal,
  })
}

/** A site for proofs on the engine's own attempts. */
export function attemptsSite({ attempts, kube, labs, facts, run, signal }: AttemptsSiteParts): ProofSite {
  const progress = silentProgress(signal)
  const loadedOf = (pack: string, lab: string): LoadedLab => {
    const found = labs.find((one) => one.pack === pack && one.loaded.lab.id === lab)
    if (found === undefined) throw new Error(`no lab ${lab} in ${pack}`)
    return found.loaded
  }
  return {
    facts,
    run,
    start: ({ pack, lab }, seed) => attempts.start({ pack, loaded: loadedOf(pack, lab), seed }, progress),
    reset: (id) => attempts.reset(id, progress),
    answer: (id, question, answer) => attempts.answer(id, question, answer).then(() => undefined, (error: unknown) => sayProblem(problemFrom(error), 'en').says),
    // What was begun is removed even when the proofs are cancelled.
    end: (id) => attempts.end(id, silentProgress(new AbortController().signal)),
    follow: (id, listener) => Promise.resolve(attempts.subscribe(id, listener)),
    objects: async (id, kinds, beside) => {
      const namespaces = [...Object.values(attempts.get(id).namespaces), ...beside]
      const lists = await Promise.all(kinds.flatMap((kind) => namespaces.map((namespace) => kube.list(kind, { namespace }))))
      return lists.flat()
    },
    samples: (id) => attempts.samples(id),
    histories: (id) => attempts.histories(id),
    clusterScoped: async () => (await takeBaseline(kube)).objects,
  }
}
