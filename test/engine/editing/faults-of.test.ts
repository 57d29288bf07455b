import { describe, expect, it } from 'vitest'
import { readManifest } from '#contract/manifest.ts'
import { faultsOf } from '../../../engine/editing/faults-of.ts'
import { kubeErrorFrom, KubeError } from '../../../engine/kube/kube-error.ts'
import type { PlacedObject } from '../../../engine/editing/written-objects.ts'
import type { KubeObject } from '#contract/kube.ts'
import { refusals } from './recorded-refusals.ts'

const text = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: team
spec:
  replica: 3
  replicas: -1
  selector: { matchLabels: { app: web } }
  template:
    spec:
      containers:
      - name: web
        image: 3
`

function placed(manifest: string): PlacedObject {
  const [document] = readManifest(manifest)
  if (document === undefined) throw new Error('no document')
  return { document, object: document.value as KubeObject }
}

const faults = (refusal: keyof typeof refusals, manifest = text) =>
  faultsOf(kubeErrorFrom('apply', refusals[refusal].code, JSON.stringify(refusals[refusal])), placed(manifest)).map(({ at, problem }) => [at.startLine, problem.code, problem.params])

describe('faultsOf', () => {
  it('puts each invalid field on its own line', () => {
    expect(faults('invalid')).toEqual([
      [8, 'field-refused', { field: 'spec.replicas', reason: 'Invalid value: -1: must be greater than or equal to 0' }],
      [14, 'field-required', { field: 'spec.template.spec.containers[0].image' }],
    ])
  })

  it('says of a field that cannot change that it cannot', () => {
    expect(faults('immutable')).toEqual([[9, 'field-immutable', { field: 'spec.selector' }]])
  })

  it('names who owns each field in a conflict', () => {
    expect(faults('conflict')).toEqual([
      [8, 'field-owned', { field: 'spec.replicas', manager: 'kubectl-create' }],
      [14, 'field-owned', { field: 'spec.template.spec.containers[name="web"].image', manager: 'kubectl-create' }],
    ])
  })

  it('finds a field that the server does not know', () => {
    expect(faults('unknownField')).toEqual([[7, 'field-not-known', { field: 'spec.replica' }]])
  })

  it('says which type a value should have, without Go’s own notation', () => {
    expect(faults('wrongType')).toEqual([[14, 'field-of-another-type', { field: 'spec.template.spec.containers[name="web"].image', reason: 'expected string, got 3' }]])
  })

  it('points at the namespace that is not there, or is not the learner’s', () => {
    expect(faults('noNamespace')).toEqual([[5, 'namespace-not-there', { namespace: 'team' }]])
    expect(faults('forbidden')).toEqual([[5, 'object-not-yours', { object: 'Deployment web' }]])
  })

  it('points at the kind where nothing finer is known', () => {
    expect(faults('forbidden', text.replace('  namespace: team\n', ''))).toEqual([[2, 'object-not-yours', { object: 'Deployment web' }]])
    expect(faults('quantity')).toMatchObject([[2, 'object-refused', { object: 'Deployment web' }]])
  })

  it('says that a kind is not served', () => {
    const notServed = new KubeError('apply', 404, 'NotServed', 'the server serves no Deployment of apps/v1')
    expect(faultsOf(notServed, placed(text)).map(({ at, problem }) => [at.startLine, problem.code])).toEqual([[2, 'kind-not-served']])
  })
})
