import { describe, expect, it } from 'vitest'
import type { Evidence } from '#contract/verdict.ts'
import { evidenceMarks } from '#contract/evidence-marks.ts'

const text = `apiVersion: v1
kind: Service
metadata:
  name: web
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  template:
    spec:
      containers:
      - name: web
        image: old
`

const about = (path: string, more: Partial<Evidence> = {}): Evidence => ({
  code: 'field-different',
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'lab-1', name: 'web' },
  path,
  ...more,
})
const marks = (evidence: readonly Evidence[], namespace = 'lab-1') => evidenceMarks(text, evidence, namespace).map(({ kind, at }) => [kind, at.startLine, at.startColumn])

describe('evidenceMarks', () => {
  it('marks the value in the document of the same kind and name', () => {
    expect(marks([about('spec.replicas', { expected: 3, actual: 2 })])).toEqual([['differs', 11, 13]])
  })

  it('finds list items by their key', () => {
    expect(marks([about('spec.template.spec.containers[name=web].image')])).toEqual([['differs', 16, 16]])
  })

  it('marks the nearest field above one that is not written', () => {
    expect(marks([about('spec.template.spec.containers[name=web].readinessProbe', { code: 'field-missing' })])).toEqual([['differs', 15, 9]])
  })

  it('says of a right value that it is not applied', () => {
    expect(marks([about('spec.replicas', { expected: 2, actual: 1 })])).toEqual([['unapplied', 11, 13]])
  })

  it('marks a line once', () => {
    expect(marks([about('spec.replicas'), about('spec.replicas', { code: 'assertion-false' })])).toHaveLength(1)
  })

  it('leaves other namespaces, what only the cluster writes, and objects in general alone', () => {
    const { path: _path, ...whole } = about('')
    expect([marks([about('spec.replicas')], 'lab-2'), marks([about('status.readyReplicas')]), marks([whole])]).toEqual([[], [], []])
  })

  it('waits for a text that is YAML', () => {
    expect(evidenceMarks('kind: [', [about('spec.replicas')], 'lab-1')).toEqual([])
  })
})
