import type { ClusterFacts } from '#contract/cluster.ts'
import type { LabSummary } from '#contract/lab-summary.ts'

export type ProvenOn = LabSummary['provenOn'][number]
export type ProvenFact = keyof ProvenOn

const facts: readonly ProvenFact[] = ['kubernetes', 'cni', 'cgroup', 'image']

/** The proof that is nearest to a cluster, and in what the two differ. What the cluster does not tell is no difference. */
export function nearestProof(provenOn: readonly ProvenOn[], cluster: ClusterFacts | undefined): { readonly proof: ProvenOn; readonly differs: readonly ProvenFact[] } | undefined {
  const judged = provenOn.map((proof) => ({ proof, differs: cluster === undefined ? [] : facts.filter((fact) => isUnlike(proof[fact], cluster[fact])) }))
  return judged.toSorted((one, other) => one.differs.length - other.differs.length)[0]
}

const isUnlike = (proven: string, here: string): boolean => here !== '' && here !== 'unknown' && here !== proven
