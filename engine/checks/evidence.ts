import type { ObjectRef } from '#contract/check.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { Evidence, EvidenceObject } from '#contract/verdict.ts'
import type { Compared } from './cel/expression.ts'
import type { Difference } from './match/difference.ts'
import type { Look } from './look.ts'

/** One thing that keeps a check from passing, and whether it is the learner's writing that is to be changed. */
export interface Failure {
  readonly verdict: 'not-yet' | 'wrong'
  readonly evidence: Evidence
}

/** What evidence says about an object that is there. */
export function aboutObject(object: KubeObject, look: Look): Pick<Evidence, 'object' | 'command'> {
  const { apiVersion, kind, metadata } = object
  const named: EvidenceObject = { apiVersion, kind, name: metadata.name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) }
  return { object: named, command: commandFor(named, undefined, look) }
}

/** What evidence says about objects that are named but may not be there. */
export function aboutRef(ref: ObjectRef, look: Look): Pick<Evidence, 'object' | 'command'> {
  const namespace = look.namespaceOf(ref)
  const named: EvidenceObject = {
    apiVersion: ref.apiVersion,
    kind: ref.kind,
    ...(namespace === undefined ? {} : { namespace }),
    ...(ref.name === undefined ? {} : { name: ref.name }),
  }
  return { object: named, command: commandFor(named, ref.labels, look) }
}

/** As a person would type it: the namespace only where it is not the one that their terminal is in. */
function commandFor({ kind, name, namespace }: EvidenceObject, labels: ObjectRef['labels'], look: Look): string {
  const selector = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`)
  return [
    'kubectl',
    ...(namespace === undefined || namespace === look.firstNamespace ? [] : ['-n', namespace]),
    'get',
    kind.toLowerCase(),
    // Of several objects a list tells more than their pages of YAML.
    ...(name === undefined ? [] : [name, '-o', 'yaml']),
    ...(selector.length > 0 ? ['-l', selector.join(',')] : []),
  ].join(' ')
}

export function ofDifference({ code, path, expected, actual }: Difference, object: KubeObject, look: Look): Evidence {
  return { code, ...aboutObject(object, look), path, expected, ...(actual === undefined ? {} : { actual }) }
}

export function ofComparison(compared: Compared | undefined): Pick<Evidence, 'path' | 'expected' | 'actual'> {
  if (compared === undefined) return {}
  const { read, expected, actual } = compared
  return { ...(read.path === undefined ? {} : { path: read.path }), ...(expected === undefined ? {} : { expected }), ...(actual === undefined ? {} : { actual }) }
}
