const binary: Readonly<Record<string, bigint>> = { Ki: 1n << 10n, Mi: 1n << 20n, Gi: 1n << 30n, Ti: 1n << 40n, Pi: 1n << 50n, Ei: 1n << 60n }
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 }
const quantityPattern = /^([+-]?)(\d+)?(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)?|[eE]([+-]?\d{1,2}))$/
const longest = 64

/**
 * A Kubernetes quantity in billionths, exactly, so that `500m` and `0.5`, `1Gi` and `1024Mi` are the same number;
 * `undefined` for everything that is no quantity. Finer than a billionth is rounded up, as Kubernetes does.
 */
export function quantityNanos(value: unknown): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value)
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = (text.length <= longest && quantityPattern.exec(text)) || []
  if (sign === undefined || whole + fraction === '') return undefined
  const digits = BigInt(whole + fraction) * (binary[suffix] ?? 1n)
  const power = 9 - fraction.length + (exponent === undefined ? decimal[suffix] ?? 0 : Number(exponent))
  return (sign === '-' ? -1n : 1n) * shifted(digits, power)
}

function shifted(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power)
  const divisor = 10n ** BigInt(-power)
  return (digits + divisor - 1n) / divisor
}
