import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { whyNotServing } from '../../../engine/components/why-not-serving.ts'

const object = (kind: string, rest: object): KubeObject => ({ apiVersion: 'v1', kind, metadata: { name: 'one', generation: 2 }, ...rest })

describe('what keeps an object of a component from doing its work', () => {
  it('is nothing for what has no work of its own', () => {
    expect(whyNotServing(object('ServiceAccount', {}))).toBeUndefined()
  })

  it('is that its controller has not looked at it, though an older one was ready', () => {
    expect(whyNotServing(object('Deployment', { spec: { replicas: 1 }, status: { observedGeneration: 1, readyReplicas: 1 } }))).toBe('not looked at yet')
    expect(whyNotServing(object('DaemonSet', { status: { observedGeneration: 1, desiredNumberScheduled: 1, numberReady: 1 } }))).toBe('not looked at yet')
  })

  it('is that too few are ready', () => {
    expect(whyNotServing(object('Deployment', { spec: { replicas: 2 }, status: { observedGeneration: 2, readyReplicas: 1 } }))).toBe('1 of 2 ready')
    expect(whyNotServing(object('StatefulSet', { status: { observedGeneration: 2 } }))).toBe('0 of 1 ready')
    expect(whyNotServing(object('DaemonSet', { status: { observedGeneration: 2, desiredNumberScheduled: 3, numberReady: 3 } }))).toBeUndefined()
  })

  it('is the condition that is not true, in the words of who set it', () => {
    const unavailable = [{ type: 'Available', status: 'False', message: 'no response from 10.96.1.2' }]
    expect(whyNotServing(object('APIService', { status: { conditions: unavailable } }))).toBe('not Available yet: no response from 10.96.1.2')
    expect(whyNotServing(object('APIService', { status: { conditions: [{ type: 'Available', status: 'True' }] } }))).toBeUndefined()
    expect(whyNotServing(object('CustomResourceDefinition', {}))).toBe('not Established yet')
  })
})
