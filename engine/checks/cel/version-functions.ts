import { celFunc, celMap, celMethod, CelScalar, mapType, type CelFunc, type CelMap } from '@bufbuild/cel'
import { compare, parse, type SemVer } from 'semver'

const { BOOL, INT, STRING } = CelScalar
const VERSION = mapType(STRING, STRING)

/**
 * Kubernetes' library of semantic versions. A version is a map that holds its text without build metadata: so `==` says of two what
 * `compareTo` says. `semver(text, true)` takes what people write (`v1.2`), `semver(text)` only what the standard has.
 */
export function versionFunctions(): readonly CelFunc[] {
  return [
    celFunc('isSemver', [STRING], BOOL, (text) => versionIn(text, false) !== null),
    celFunc('isSemver', [STRING, BOOL], BOOL, (text, isLoose) => versionIn(text, isLoose) !== null),
    celFunc('semver', [STRING], VERSION, (text) => semver(text, false)),
    celFunc('semver', [STRING, BOOL], VERSION, semver),
    celMethod('compareTo', VERSION, [VERSION], INT, function (other) { return BigInt(compare(textOf(this), textOf(other))) }),
    celMethod('isGreaterThan', VERSION, [VERSION], BOOL, function (other) { return compare(textOf(this), textOf(other)) > 0 }),
    celMethod('isLessThan', VERSION, [VERSION], BOOL, function (other) { return compare(textOf(this), textOf(other)) < 0 }),
    celMethod('major', VERSION, [], INT, function () { return numberOf(this, 'major') }),
    celMethod('minor', VERSION, [], INT, function () { return numberOf(this, 'minor') }),
    celMethod('patch', VERSION, [], INT, function () { return numberOf(this, 'patch') }),
  ]
}

function semver(text: string, isLoose: boolean): CelMap {
  const version = versionIn(text, isLoose)
  if (version === null) throw new Error(`not a semantic version: ${text}`)
  return celMap(new Map([['semver', version.version]]))
}

/** The library takes blanks and a `v` where the standard does not. */
function versionIn(text: string, isLoose: boolean): SemVer | null {
  if (isLoose) return parse(completed(text))
  return /^\d.*\S$/.test(text) ? parse(text) : null
}

/** As Kubernetes does it: no `v`, no leading zeros, and a zero for what is missing. */
function completed(text: string): string {
  const [, core = '', rest = ''] = /^v?([\d.]+)(.*)$/.exec(text) ?? []
  const parts = core.split('.').map((part) => part.replace(/^0+(?=\d)/, ''))
  return parts.length > 3 ? text : [...parts, '0', '0'].slice(0, 3).join('.') + rest
}

function textOf(version: CelMap): string {
  const text = version.get('semver')
  if (typeof text !== 'string') throw new Error('a semver() is wanted')
  return text
}

function numberOf(version: CelMap, part: 'major' | 'minor' | 'patch'): bigint {
  return BigInt(parse(textOf(version))?.[part] ?? 0)
}
