import type { NotYet } from '../../engine/cluster/poll-until.ts'
import { createClusterProber } from '../../engine/probing/cluster-prober.ts'
import type { Series } from '../../engine/checks/sample/sample.ts'
import { agnhost, eventually, type SmokePlace } from './smoke.ts'

/** Asks VictoriaMetrics as a check does. */
export async function query({ kube, signal }: SmokePlace, text: string): Promise<readonly Series[]> {
  const result = await createClusterProber({ kube, image: agnhost }).promql({ kind: 'promql', query: text }, signal)
  if (result.kind !== 'promql') throw new Error(`${text} gave ${JSON.stringify(result)}`)
  return result.series
}

/** Until a query gives values as wanted. */
export function eventuallyMeasured(place: SmokePlace, text: string, isWanted: (values: readonly number[]) => boolean, seconds = 60): Promise<readonly Series[]> {
  const look = async (): Promise<readonly Series[] | NotYet> => {
    const series = await query(place, text)
    return isWanted(series.map(({ value }) => Number(value))) ? series : { notYet: JSON.stringify(series.slice(0, 5)) }
  }
  return eventually(place, text, look, seconds)
}
