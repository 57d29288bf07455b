import { Agent, request } from 'node:https'
import type { KubeClient } from '../../engine/kube/kube-client.ts'
import type { KubeObject } from '#contract/kube.ts'
import { agnhost } from './bench-labs.ts'

/** One that was cut short may still be on its way out. */
const name = `kindlab-bench-crowd-${process.pid}`
const together = 16

/**
 * Pods that run nowhere, as kwok makes them: bound to a node that is but an object, with the status that a kubelet would have written.
 * Disposing takes them away.
 */
export async function crowdOf(count: number, kube: KubeClient): Promise<AsyncDisposable> {
  const agent = new Agent({ keepAlive: true, maxSockets: together })
  const heart = setInterval(() => void beat(kube).catch(() => {}), 10_000)
  const leave = async (): Promise<void> => {
    clearInterval(heart)
    agent.destroy()
    // What does not go now goes with the cluster: it takes no figure away.
    await kube.deleteAll({ apiVersion: 'v1', kind: 'Pod' }, name, { graceSeconds: 0 }).catch(() => {})
    await Promise.allSettled([kube.delete({ apiVersion: 'v1', kind: 'Namespace', name }), kube.delete({ apiVersion: 'v1', kind: 'Node', name })])
  }
  try {
    await makeRoom(kube)
    await writeStatus(kube, agent, `/api/v1/nodes/${name}/status`, { conditions: [{ type: 'Ready', status: 'True', lastHeartbeatTime: new Date().toISOString(), lastTransitionTime: new Date().toISOString() }] })
    await inParallel(count, (index) => enter(`pod-${index}`, kube, agent))
  } catch (error) {
    await leave()
    throw error
  }
  return { [Symbol.asyncDispose]: leave }
}

async function makeRoom(kube: KubeClient): Promise<void> {
  const taints = [{ key: name, effect: 'NoSchedule' }]
  await kube.create({ apiVersion: 'v1', kind: 'Node', metadata: { name }, spec: { taints } })
  await kube.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  await kube.apply({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } }, { fieldManager: 'kindlab-bench' })
  await beat(kube)
}

/** Without it the controller manager calls the node lost, and changes every Pod on it. */
async function beat(kube: KubeClient): Promise<void> {
  const renewTime = new Date().toISOString().replace('Z', '000Z')
  await kube.apply({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace: 'kube-node-lease' }, spec: { holderIdentity: name, leaseDurationSeconds: 40, renewTime } }, { fieldManager: 'kindlab-bench', force: true })
}

async function enter(pod: string, kube: KubeClient, agent: Agent): Promise<void> {
  await kube.create(aPod(pod))
  await writeStatus(kube, agent, `/api/v1/namespaces/${name}/pods/${pod}/status`, running(new Date().toISOString()))
}

/** As large as an ordinary one: what the watch keeps of each is what counts. */
function aPod(pod: string): KubeObject {
  const env = Array.from({ length: 6 }, (_, index) => ({ name: `SETTING_${index}`, value: `a value that somebody has set, number ${index}` }))
  const container = { name: 'web', image: agnhost, args: ['netexec'], env, ports: [{ containerPort: 8080 }], resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { memory: '64Mi' } }, readinessProbe: { httpGet: { path: '/', port: 8080 } } }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: pod, namespace: name, labels: { app: 'web', tier: 'front', 'pod-template-hash': '5d8f9c7b6d' }, annotations: { 'example.com/note': 'one of very many' } },
    spec: { nodeName: name, tolerations: [{ operator: 'Exists' }], containers: [container] },
  }
}

function running(at: string): object {
  const conditions = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({ type, status: 'True', lastTransitionTime: at }))
  const container = { name: 'web', image: agnhost, imageID: `sha256:${'a'.repeat(64)}`, containerID: `containerd://${'b'.repeat(64)}`, ready: true, started: true, restartCount: 0, state: { running: { startedAt: at } } }
  return { phase: 'Running', podIP: '10.1.2.3', podIPs: [{ ip: '10.1.2.3' }], hostIP: '10.1.0.1', startTime: at, qosClass: 'Burstable', conditions, containerStatuses: [container] }
}

function writeStatus({ access }: KubeClient, agent: Agent, path: string, status: object): Promise<void> {
  const { certificate, key, token } = access
  const headers = { 'content-type': 'application/merge-patch+json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
  return new Promise((resolve, reject) => {
    const call = request(access.server + path, { method: 'PATCH', agent, ca: access.authority, cert: certificate, key, headers }, (response) => {
      response.resume()
      response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${response.statusCode}`))))
    })
    call.on('error', reject)
    call.end(JSON.stringify({ status }))
  })
}

async function inParallel(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const take = async (): Promise<void> => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: together }, take))
}
