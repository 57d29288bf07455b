import { quantityNanos } from '../values/quantity.ts'

const grouped = /^[+-]?\d{1,3}([,\s]\d{3})+(\.\d+)?$/

/** The number that a person wrote: `8080`, `8,080`, `0.5`, or a quantity such as `500m`; undefined where it is none. */
export function numberIn(written: string): number | undefined {
  const text = written.trim()
  const plain = grouped.test(text) ? text.replaceAll(/[,\s]/g, '') : text
  if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return Number(plain)
  const nanos = quantityNanos(plain)
  return nanos === undefined ? undefined : Number(nanos) / 1e9
}
