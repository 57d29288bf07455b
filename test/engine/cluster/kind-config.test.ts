import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type KindConfigFacts, kindConfig } from '../../../engine/cluster/kind-config.ts'
import { lacksSysResource } from '../../../engine/cluster/is-confined.ts'

const ordinary: KindConfigFacts = { name: 'kindlab', nodes: 1, nodeImage: 'kindest/node:v1.37.0', cgroup: 'v2', confined: false }
const read = (changes: Partial<KindConfigFacts> = {}) => parse(kindConfig({ ...ordinary, ...changes }))
const patchesOf = (changes: Partial<KindConfigFacts>): unknown[] => (read(changes).kubeadmConfigPatches as string[]).map((patch) => parse(patch))

const soon = { kind: 'KubeProxyConfiguration', apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', iptables: { minSyncPeriod: '100ms' } }

describe('the configuration for kind', () => {
  it('puts the API server on loopback and any free port, with one node', () => {
    expect(read()).toMatchObject({
      name: 'kindlab',
      networking: { apiServerAddress: '127.0.0.1', apiServerPort: 0 },
      nodes: [{ role: 'control-plane', image: 'kindest/node:v1.37.0' }],
    })
  })

  it('adds workers', () => {
    expect(read({ nodes: 3 }).nodes.map((node: { role: string }) => node.role)).toEqual(['control-plane', 'worker', 'worker'])
  })

  it('has kube-proxy follow changes soon, and leaves the kubelet of an ordinary machine as kind sets it', () => {
    expect(patchesOf({})).toEqual([soon])
  })

  it('lets the kubelet run on cgroup v1, and changes nothing else there', () => {
    expect(patchesOf({ cgroup: 'v1' })).toEqual([{ kind: 'KubeletConfiguration', apiVersion: 'kubelet.config.k8s.io/v1beta1', failCgroupV1: false }, soon])
  })

  it('does without sysctls and negative OOM scores where Docker may not set them', () => {
    expect(patchesOf({ cgroup: 'v1', confined: true })).toEqual([
      { kind: 'KubeletConfiguration', apiVersion: 'kubelet.config.k8s.io/v1beta1', failCgroupV1: false, featureGates: { KubeletInUserNamespace: true } },
      {
        ...soon,
        conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
      },
    ])
  })

  it('ends watches with the API server and elects no leader', () => {
    const [patch] = read().kubeadmConfigPatchesJSON6902
    expect(parse(patch.patch)).toEqual([
      { op: 'add', path: '/apiServer/extraArgs/-', value: { name: 'shutdown-watch-termination-grace-period', value: '2s' } },
      { op: 'add', path: '/controllerManager/extraArgs/-', value: { name: 'leader-elect', value: 'false' } },
      { op: 'add', path: '/controllerManager/extraArgs/-', value: { name: 'horizontal-pod-autoscaler-sync-period', value: '5s' } },
      { op: 'add', path: '/scheduler/extraArgs', value: [{ name: 'leader-elect', value: 'false' }] },
    ])
  })
})

describe('whether Docker is confined', () => {
  it('is read from the bounding set of capabilities', () => {
    expect(lacksSysResource('CapBnd:\t000001fffeffffff\n')).toBe(true)
    expect(lacksSysResource('CapPrm:\t0000000000000000\nCapBnd:\t000001ffffffffff\n')).toBe(false)
  })

  it('is not assumed where nothing can be read', () => {
    expect(lacksSysResource('')).toBe(false)
  })
})
