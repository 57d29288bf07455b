/** What a figure must not go beyond. */
export type Target = { readonly atMost: number } | { readonly atLeast: number }

export interface Spread {
  readonly count: number
  readonly min: number
  readonly median: number
  readonly p95: number
}

/** One thing that was measured, with what it is compared to in the same run. */
export interface Figure {
  readonly name: string
  /** null: it could not be measured, and `why` says why not. */
  readonly value: number | null
  readonly unit: string
  readonly peer?: { readonly name: string; readonly value: number }
  readonly target?: Target
  /** False for what missed its target and for what could not be measured. */
  readonly holds: boolean
  /** Of the single measurements behind the value. */
  readonly spread?: Spread
  readonly why?: string
}

export interface Measured extends Omit<Figure, 'value' | 'holds' | 'spread' | 'why'> {
  readonly value: number
  /** The single measurements that the value sums up. */
  readonly of?: readonly number[]
}

export function figure({ of, ...measured }: Measured): Figure {
  const { value, target } = measured
  return { ...measured, value: rounded(value), holds: Number.isFinite(value) && meets(value, target), ...(of === undefined ? {} : { spread: spreadOf(of) }) }
}

export function unmeasured(name: string, error: unknown): Figure {
  const why = error instanceof Error ? error.message : String(error)
  return { name, value: null, unit: '', holds: false, why }
}

export function meets(value: number, target: Target | undefined): boolean {
  if (target === undefined) return true
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast
}

/** The smallest value that so great a share of all values does not exceed. NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

export function spreadOf(values: readonly number[]): Spread {
  const at = (share: number): number => rounded(percentile(values, share))
  return { count: values.length, min: at(0), median: at(0.5), p95: at(0.95) }
}

/** Three digits that mean something: 0.123, 12.3, 1230. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

const columns = ['', 'figure', 'value', 'target', 'beside', 'min / median / p95 (count)'] as const

/** For a person: a line each, what does not hold marked with ✗. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = [[...columns], ...figures.map(rowOf)]
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}

function rowOf({ name, value, unit, peer, target, holds, spread, why }: Figure): string[] {
  return [
    holds ? '✓' : '✗',
    name,
    value === null ? 'not measured' : `${value} ${unit}`.trim(),
    target === undefined ? '' : 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`,
    peer === undefined ? '' : `${peer.name}: ${rounded(peer.value)}`,
    spread === undefined ? (why ?? '') : `${spread.min} / ${spread.median} / ${spread.p95} (${spread.count})`,
  ]
}
