import { passed, type DoctorCheck } from './doctor-check.ts'

/** Here already, or where it would come from. */
const nodeImage: DoctorCheck = {
  id: 'node-image',
  // While something reads along, that is what is to be mended.
  applies: ({ engine, registry }) => engine.kind === 'answering' && registry?.kind !== 'intercepted',
  check: ({ nodeImage: { reference, isHere, canBeBuilt }, registry }) => {
    const [name = reference] = reference.split('@')
    if (isHere) return passed(name)
    if (registry?.kind !== 'unreachable') return passed(`${name} ← ${registry?.host ?? 'proxy'}`)
    if (canBeBuilt) return passed(`${name} ← apt, go`)
    return { kind: 'problem', problem: { code: 'node-image-out-of-reach', params: { image: name, host: registry.host }, detail: registry.detail } }
  },
}

/** A company's proxy that reads along is trusted by browsers and not by Docker. */
const encryption: DoctorCheck = {
  id: 'encryption',
  applies: ({ registry }) => registry !== undefined && registry.kind !== 'unreachable',
  check: ({ registry }) => {
    if (registry?.kind !== 'intercepted') return passed(registry?.host ?? '')
    return { kind: 'problem', problem: { code: 'encryption-intercepted', params: { host: registry.host, issuer: registry.issuer } } }
  },
}

const otherClusters: DoctorCheck = {
  id: 'other-clusters',
  applies: ({ engine }) => engine.kind === 'answering',
  check: ({ otherClusters: clusters }) => {
    const left = clusters.filter(({ isInUse }) => !isInUse)
    if (left.length === 0) return passed(clusters.map(({ name }) => name).join(', ') || '0')
    const fixes = left.map(({ name }) => ({ kind: 'command', command: removalOf(name) }) as const)
    return { kind: 'problem', problem: { code: 'clusters-left', params: { clusters: left.map(({ name }) => name).join(', ') }, fixes } }
  },
}

function removalOf(cluster: string, platform = process.platform): string {
  return platform === 'win32' ? `$env:KINDLAB_CLUSTER='${cluster}'; kindlab down` : `KINDLAB_CLUSTER=${cluster} kindlab down`
}

/** Where a cluster comes from, and what earlier ones left. */
export const supplyChecks: readonly DoctorCheck[] = [nodeImage, encryption, otherClusters]
