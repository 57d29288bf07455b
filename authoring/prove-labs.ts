import type { LoadedLab, LoadedPack } from '../engine/packs/pack-store.ts'
import type { Proof, ProofReport } from './proof.ts'
import { proveLab } from './prove-lab.ts'
import type { ProofSite } from './proof-site.ts'
import { writeRecordings } from './recording.ts'
import { replayLab } from './replay.ts'
import { together } from './together.ts'

export interface LabToProve {
  readonly pack: LoadedPack
  readonly loaded: LoadedLab
}

export interface ProveLabsOptions {
  readonly signal: AbortSignal
  /** How many labs are proven side by side; each has up to three attempts under way. */
  readonly atOnce?: number
  /** One attempt of a lab after the other, for a machine that has other things to do. */
  readonly gently?: boolean
  /** Also every near-miss and alternative a second time. */
  readonly twice?: boolean
  /** Writes what was seen into the labs' folders. */
  readonly record?: boolean
  readonly onProof?: (proof: Proof) => void
  readonly onLab?: (report: ProofReport) => void
}

/** `kindlab labs test`: proves labs on a real cluster, those that work on all of it last and alone. Reports come in the order of the labs. */
export async function proveLabs(site: ProofSite, labs: readonly LabToProve[], options: ProveLabsOptions): Promise<readonly ProofReport[]> {
  const reports = new Map<LabToProve, ProofReport>()
  const takesCluster = ({ loaded }: LabToProve): boolean => loaded.lab.scope === 'cluster'
  const lane = async (waiting: LabToProve[]): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined && !options.signal.aborted; one = waiting.shift()) {
      const report = await proveOne(site, one, options)
      reports.set(one, report)
      options.onLab?.(report)
    }
  }
  const [shared, alone] = [labs.filter((one) => !takesCluster(one)), labs.filter(takesCluster)]
  await together(Array.from({ length: options.atOnce ?? 2 }, () => lane(shared)))
  await lane(alone)
  return labs.flatMap((one) => reports.get(one) ?? [])
}

function proveOne(site: ProofSite, { pack, loaded }: LabToProve, { signal, record = false, twice = false, gently = false, onProof }: ProveLabsOptions): Promise<ProofReport> {
  return proveLab(site, pack, loaded, {
    signal,
    twice,
    gently,
    ...(onProof === undefined ? {} : { onProof }),
    ...(record ? { onRecordings: (recordings) => writeRecordings(loaded.folder, recordings) } : {}),
  })
}

/** `kindlab labs test --replay`: judges labs again on their recordings, without a cluster. */
export async function replayLabs(labs: readonly LabToProve[], onProof?: (proof: Proof) => void): Promise<readonly ProofReport[]> {
  return Promise.all(labs.map(({ pack, loaded }) => replayLab(pack, loaded, onProof)))
}
