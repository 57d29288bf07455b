import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { locales } from '#contract/locale.ts'
import { sayDiagnosis } from '#contract/messages/diagnosis.ts'
import type { Diagnosis } from '#contract/verdict.ts'
import { diagnose } from '../../../engine/diagnosis/diagnose.ts'
import { storyKinds, withoutFacts } from '../../../engine/diagnosis/picture.ts'
import { refOf } from '../../../engine/kube/ref-of.ts'
import { aClaim, aDeployment, anAutoscaler, aNetworkPolicy, anEvent, aPod, aReplicaSet, aService } from '../../builders/objects.ts'
import { anUnscheduledPod, aPicture, aPodWhose, crashed, isWell, waits } from '../../builders/pictures.ts'

/** What is said of the first of these objects, with the others around it. */
function said(objects: readonly KubeObject[], options?: Parameters<typeof aPicture>[1]): string | undefined {
  const [subject] = objects
  const diagnosis = subject && diagnose([refOf(subject)], aPicture(objects, options))
  return diagnosis && sayDiagnosis(diagnosis, 'en')
}

const web = aDeployment({ replicas: 1 })
/** The Deployment `web`, its ReplicaSet and this Pod of it. */
const rollout = (pod: KubeObject): KubeObject[] => [web, aReplicaSet(), pod]
const failingProbe = (message: string, pod = aPodWhose()): KubeObject[] => [...rollout(pod), anEvent(pod, { reason: 'Unhealthy', message })]
const condition = (type: string, status: string, reason: string, message = ''): { type: string; status: string; reason: string; message: string } => ({ type, status, reason, message })
const refusing = (message: string): KubeObject[] => [web, aReplicaSet({ status: { conditions: [condition('ReplicaFailure', 'True', 'FailedCreate', message)] } })]
const quotaWords = 'pods "web-5d-x7" is forbidden: exceeded quota: small, requested: requests.cpu=500m, used: requests.cpu=0, limited: requests.cpu=100m'

describe('the first thing that is off is said of', () => {
  it.each<[string, KubeObject[], string, string?]>([
    ['a selector that matches no Pod', [aService({ spec: { selector: { app: 'web' } } }), aPod({ labels: { app: 'webb', 'pod-template-hash': 'x' } })], 'Service web has no endpoints: its selector app=web matches no Pod, but there are Pods with app=webb.'],
    ['a selector under a key that no Pod has', [aService({ spec: { selector: { run: 'web' } } }), aPod({ labels: { app: 'web', 'pod-template-hash': 'x' } })], 'Service web has no endpoints: its selector run=web matches no Pod, but there are Pods with app=web.'],
    ['a selector whose Pods are refused', [aService(), ...refusing(quotaWords)], 'Deployment web cannot make its Pods: the quota small allows requests.cpu=100m; requests.cpu=0 is in use, and it asks for requests.cpu=500m more.'],
    ['a selector whose Pods are scaled away', [aService(), aDeployment({ replicas: 0 })], 'Service web has no endpoints: there is no Pod yet that its selector app=web could match.'],
    ['a selector where there is no Pod at all', [aService()], 'Service web has no endpoints: there is no Pod yet that its selector app=web could match.'],
    ['Pods that have not been ready for long', [aService(), aPodWhose()], 'Service web selects Pods, but none of them is ready: web-5d-abc.'],
    ['a target port that no container offers', [aService(), aPodWhose(isWell, { containers: [{ name: 'web', ports: [{ containerPort: 80, name: 'http' }] }] })], 'Service web sends to port 8080, but its Pods offer 80 (http).'],
    ['a target port by a name that no container has', [aService({ spec: { ports: [{ port: 80, targetPort: 'http' }] } }), aPodWhose(isWell)], 'Service web sends to port http, but its Pods offer –.'],
    ['a port without a target, which is its own', [aService({ spec: { ports: [{ port: 81 }] } }), aPodWhose(isWell, { containers: [{ name: 'web', ports: [{ containerPort: 80 }] }] })], 'Service web sends to port 81, but its Pods offer 80.'],
    ['an image that cannot be pulled', rollout(aPodWhose(waits('ImagePullBackOff'))), 'Pod web-5d-abc cannot start: the image agnhost:2.53 of container web cannot be pulled.'],
    ['an image whose name is none', rollout(aPodWhose(waits('InvalidImageName'))), 'Pod web-5d-abc cannot start: the image agnhost:2.53 of container web cannot be pulled.'],
    ['a crash loop, with the last line of the log', rollout(aPodWhose(crashed({ exitCode: 3 }))), 'Pod web-5d-abc keeps crashing: container web ends with exit code 3. The last line of its log: no such port.', 'no such port'],
    ['a crash loop without a word', rollout(aPodWhose(crashed({ exitCode: 0 }))), 'Pod web-5d-abc keeps crashing: container web ends with exit code 0, without a word in its log.', ''],
    ['a container that was started anew and will end again', rollout(aPodWhose({ state: { running: { startedAt: '2026-01-01T11:59:55Z' } }, lastState: { terminated: { exitCode: 3 } }, restartCount: 3 })), 'Pod web-5d-abc keeps crashing: container web ends with exit code 3, without a word in its log.', ''],
    ['a Pod that failed for good', [aPodWhose({ state: { terminated: { exitCode: 2 } } }, { spec: { restartPolicy: 'Never' } })], 'Pod web-5d-abc has failed: container web ended with exit code 2. The last line of its log: gone.', 'gone'],
    ['a command that cannot be run', rollout(aPodWhose(crashed({ exitCode: 128, reason: 'StartError', message: 'failed to create containerd task: runc create failed: unable to start container process: error during container init: exec: "serve": not found' }))), 'Pod web-5d-abc cannot start: container web cannot be run: exec: "serve": not found.'],
    ['a container killed for its memory', rollout(aPodWhose(crashed({ exitCode: 137, reason: 'OOMKilled' }), { containers: [{ name: 'web', image: 'a', resources: { limits: { memory: '16Mi' } } }] })), 'Pod web-5d-abc was killed: container web used more memory than its limit of 16Mi.'],
    ['a container killed for its memory, though that was seen only the time before', rollout(aPodWhose({ state: { terminated: { exitCode: 137, reason: 'Error' } }, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }, { containers: [{ name: 'web', image: 'a', resources: { limits: { memory: '16Mi' } } }] })), 'Pod web-5d-abc was killed: container web used more memory than its limit of 16Mi.'],
    ['a container that was killed for its memory once and has another fault now', rollout(aPodWhose({ state: { terminated: { exitCode: 1, reason: 'Error' } }, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } })), 'Pod web-5d-abc keeps crashing: container web ends with exit code 1. The last line of its log: bye.', 'bye'],
    ['a readiness probe', failingProbe('Readiness probe failed: HTTP probe failed with statuscode: 404'), 'Pod web-5d-abc runs but is not ready: its readiness probe fails: HTTP probe failed with statuscode: 404.'],
    ['a container that ended though its probe failed once', failingProbe('Liveness probe failed: no', aPodWhose(crashed({ exitCode: 1 }))), 'Pod web-5d-abc keeps crashing: container web ends with exit code 1. The last line of its log: bye.', 'bye'],
    ['a probe, by the last event', [...failingProbe('Readiness probe failed: new'), anEvent(aPodWhose(), { reason: 'Unhealthy', message: 'Readiness probe failed: old', at: '2025-12-31T00:00:00Z' })], 'Pod web-5d-abc runs but is not ready: its readiness probe fails: new.'],
    ['too little CPU for a Pod whose claim waits for it', [anUnscheduledPod('0/1 nodes are available: 1 Insufficient cpu.', { spec: { volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] } }), aClaim(), anEvent(aClaim(), { reason: 'WaitForFirstConsumer' })], 'Pod web-5d-abc waits for a node: none has as much cpu left as it requests.'],
    ['labels, whatever preemption would need', [anUnscheduledPod("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector. preemption: 0/1 nodes are available: 1 Insufficient cpu.", { spec: { nodeSelector: { disk: 'ssd' } } })], 'Pod web-5d-abc waits for a node: none carries the labels that it asks for: disk=ssd.'],
    ['a Service whose only Pod is on its way out', [aService(), aPodWhose(isWell, { metadata: { deletionTimestamp: '2026-01-01T11:00:00Z' } })], 'Service web has no endpoints: there is no Pod yet that its selector app=web could match.'],
    ['a NetworkPolicy for all but those with a label', [aService(), aPodWhose(isWell), aNetworkPolicy({ spec: { podSelector: { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['front'] }] } } })], 'Service web cannot be reached: NetworkPolicy guard lets nobody in on port 8080.'],
    ['a client that gets no answer though it may go out', [aPodWhose({ state: { terminated: { exitCode: 1 } } }, { spec: { restartPolicy: 'Never' } }), aNetworkPolicy({ spec: { policyTypes: ['Egress'], egress: [{}] } })], 'Pod web-5d-abc has failed: container web ended with exit code 1. The last line of its log: TIMEOUT.', 'TIMEOUT'],
    ['a client that gets no answer from a Service that is none of ours', [aPodWhose({ state: { terminated: { exitCode: 1 } } }, { name: 'client', labels: { role: 'client' }, containers: [{ name: 'web', args: ['connect', 'example.com:80'] }], spec: { restartPolicy: 'Never' } }), aService(), aPodWhose(isWell), aNetworkPolicy({ spec: { podSelector: { matchLabels: { app: 'web' } } } })], 'Pod client has failed: container web ended with exit code 1. The last line of its log: TIMEOUT.', 'TIMEOUT'],
    ['a startup probe', failingProbe('Startup probe failed: command failed'), 'Pod web-5d-abc does not come up: its startup probe fails: command failed.'],
    ['a liveness probe behind a container that was killed', [...failingProbe('Liveness probe failed: no', aPodWhose(crashed({ exitCode: 2 }))), anEvent(aPodWhose(), { reason: 'Killing', message: 'Container web failed liveness probe, will be restarted', type: 'Normal' })], 'Pod web-5d-abc is restarted again and again: its liveness probe fails: no.', ''],
    ['too little CPU', [anUnscheduledPod("0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.")], 'Pod web-5d-abc waits for a node: none has as much cpu left as it requests.'],
    ['labels that no node has', [anUnscheduledPod("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.", { spec: { nodeSelector: { disk: 'ssd' } } })], 'Pod web-5d-abc waits for a node: none carries the labels that it asks for: disk=ssd.'],
    ['a taint', [anUnscheduledPod('0/1 nodes are available: 1 node(s) had untolerated taint {gpu: }.')], 'Pod web-5d-abc waits for a node: every node has a taint that it does not tolerate: gpu.'],
    ['several taints', [anUnscheduledPod('0/2 nodes are available: 2 node(s) had untolerated taint(s).')], 'Pod web-5d-abc waits for a node: every node has a taint that it does not tolerate.'],
    ['rules about who may be together', [anUnscheduledPod("0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules.")], "Pod web-5d-abc waits for a node: its own rules leave it none: 0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules."],
    ['a host port', [anUnscheduledPod("0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.")], 'Pod web-5d-abc waits for a node: the host port that it wants is taken.'],
    ['another reason of the scheduler', [anUnscheduledPod('0/1 nodes are available: 1 Too many pods.')], 'Pod web-5d-abc waits for a node: none can take it: 0/1 nodes are available: 1 Too many pods.'],
    ['a claim that is not there', [anUnscheduledPod('0/1 nodes are available: persistentvolumeclaim "data" not found.')], 'Pod web-5d-abc cannot start: the PersistentVolumeClaim data that it needs does not exist.'],
    ['a claim behind a Pod', [anUnscheduledPod('pod has unbound immediate PersistentVolumeClaims', { spec: { volumes: [{ persistentVolumeClaim: { claimName: 'data' } }] } }), aClaim(), anEvent(aClaim(), { reason: 'ProvisioningFailed', message: 'storageclass.storage.k8s.io "fast" not found' })], 'PersistentVolumeClaim data stays pending: there is no storage class fast.'],
    ['a claim that no volume fits', [aClaim(), anEvent(aClaim(), { reason: 'FailedBinding', message: 'no persistent volumes available for this claim and no storage class is set' })], 'PersistentVolumeClaim data stays pending: no volume fits it, and it names no storage class that could make one.'],
    ['a claim that waits for its Pod', [aClaim(), anEvent(aClaim(), { reason: 'WaitForFirstConsumer' })], 'PersistentVolumeClaim data waits: it gets its volume only once a Pod uses it.'],
    ['a claim whose volume cannot be made', [aClaim(), anEvent(aClaim(), { reason: 'ProvisioningFailed', message: 'no room' })], 'PersistentVolumeClaim data stays pending: its volume cannot be made: no room.'],
    ['a quota', refusing(quotaWords), 'Deployment web cannot make its Pods: the quota small allows requests.cpu=100m; requests.cpu=0 is in use, and it asks for requests.cpu=500m more.'],
    ['a quota that wants what the Pods leave out', refusing('pods "web-5d-x7" is forbidden: failed quota: small: must specify limits.cpu for: web'), 'Deployment web cannot make its Pods: the API server refuses them: failed quota: small: must specify limits.cpu for: web.'],
    ['a quota, by an event alone', [web, aReplicaSet(), anEvent(aReplicaSet(), { reason: 'FailedCreate', message: quotaWords })], 'Deployment web cannot make its Pods: the quota small allows requests.cpu=100m; requests.cpu=0 is in use, and it asks for requests.cpu=500m more.'],
    ['the Pod security standard', refusing('pods "web-5d-x7" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true'), 'Deployment web cannot make its Pods: they break the Pod security standard restricted: runAsNonRoot != true.'],
    ['a service account that is not there', refusing('pods "web-5d-" is forbidden: error looking up service account lab-main/robot: serviceaccount "robot" not found'), 'Deployment web cannot make its Pods: the service account robot does not exist.'],
    ['another refusal', refusing('pods "web-5d-x7" is forbidden: maximum cpu usage per Container is 100m'), 'Deployment web cannot make its Pods: the API server refuses them: maximum cpu usage per Container is 100m.'],
    ['a service account without the right', rollout(aPodWhose(crashed({ exitCode: 1 }))), 'Pod web-5d-abc may not do what it tries: the API server does not let lab-main/default list pods.', 'Error from server (Forbidden): pods is forbidden: User "system:serviceaccount:lab-main:default" cannot list resource "pods" in API group "" in the namespace "lab-main"'],
    ['a NetworkPolicy before a Service', [aService(), aPodWhose(isWell), aNetworkPolicy()], 'Service web cannot be reached: NetworkPolicy guard lets nobody in on port 8080.'],
    ['a NetworkPolicy that opens another port', [aService(), aPodWhose(isWell), aNetworkPolicy({ spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 80 }] }] } })], 'Service web cannot be reached: NetworkPolicy guard lets nobody in on port 8080.'],
    ['a NetworkPolicy before the Service that a client names', [aPodWhose({ state: { terminated: { exitCode: 1 } } }, { name: 'client', labels: { role: 'client' }, containers: [{ name: 'web', args: ['connect', 'web.lab-main.svc:80'] }] }), aService(), aPodWhose(isWell), aNetworkPolicy({ spec: { podSelector: { matchLabels: { app: 'web' } } } })], 'Service web cannot be reached: NetworkPolicy guard lets nobody in on port 8080.', 'TIMEOUT'],
    ['a NetworkPolicy that lets a client out nowhere', [aPodWhose({ state: { terminated: { exitCode: 1 } } }), aNetworkPolicy({ spec: { policyTypes: ['Egress'] } })], 'Pod web-5d-abc reaches nobody: NetworkPolicy guard lets nothing out.', 'connect: i/o timeout'],
    ['a NetworkPolicy of a network that refuses', [aPodWhose({ state: { terminated: { exitCode: 1 } } }), aNetworkPolicy({ spec: { policyTypes: ['Egress'] } })], 'Pod web-5d-abc reaches nobody: NetworkPolicy guard lets nothing out.', 'REFUSED'],
    ['a ConfigMap that is not there', rollout(aPodWhose(waits('CreateContainerConfigError', 'configmap "settings" not found'))), 'Pod web-5d-abc cannot start: the ConfigMap settings that it needs does not exist.'],
    ['a Secret that is not there', rollout(aPodWhose(waits('CreateContainerConfigError', 'secret "key" not found'))), 'Pod web-5d-abc cannot start: the Secret key that it needs does not exist.'],
    ['a key that a ConfigMap lacks', rollout(aPodWhose(waits('CreateContainerConfigError', "couldn't find key colour in ConfigMap lab-main/settings"))), 'Pod web-5d-abc cannot start: the ConfigMap settings has no key colour.'],
    ['a ConfigMap to be mounted', [...rollout(aPodWhose(waits('ContainerCreating'))), anEvent(aPodWhose(), { reason: 'FailedMount', message: 'MountVolume.SetUp failed for volume "c" : configmap "settings" not found' })], 'Pod web-5d-abc cannot start: the ConfigMap settings that it needs does not exist.'],
    ['another volume', [...rollout(aPodWhose(waits('ContainerCreating'))), anEvent(aPodWhose(), { reason: 'FailedMount', message: 'hostPath type check failed' })], 'Pod web-5d-abc cannot start: a volume of it cannot be mounted: hostPath type check failed.'],
    ['an HPA without metrics', [anAutoscaler({ conditions: [condition('ScalingActive', 'False', 'FailedGetResourceMetric', 'unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)')] })], 'HorizontalPodAutoscaler web cannot scale: the cluster gives it no metrics. Is metrics-server there?'],
    ['an HPA over containers that request nothing', [anAutoscaler({ conditions: [condition('ScalingActive', 'False', 'FailedGetResourceMetric', 'failed to get cpu utilization: missing request for cpu in container web of Pod web-5d-abc')] })], 'HorizontalPodAutoscaler web cannot scale: container web of its target requests no cpu.'],
    ['an HPA over nothing', [anAutoscaler({ conditions: [condition('AbleToScale', 'False', 'FailedGetScale')] })], 'HorizontalPodAutoscaler web cannot scale: its target Deployment web does not exist.'],
    ["an HPA whose target does not run", [anAutoscaler(), ...rollout(aPodWhose(waits('ErrImagePull')))], 'Pod web-5d-abc cannot start: the image agnhost:2.53 of container web cannot be pulled.'],
    ['a rollout that is late', [aDeployment({ status: { conditions: [condition('Progressing', 'False', 'ProgressDeadlineExceeded')], availableReplicas: 1 } })], 'Deployment web does not get on: its rollout has taken longer than its deadline, with 1 of 3 Pods available.'],
    ['a rollout that is paused', [aDeployment({ spec: { paused: true } })], 'Deployment web is paused: its changes are not rolled out.'],
  ])('%s', (_, objects, sentence, lastLine) => {
    expect(said(objects, lastLine === undefined ? {} : { lastLine })).toBe(sentence)
  })

  it('the Pods that a count misses, by who should make them', () => {
    const picture = aPicture(refusing(quotaWords))
    expect(diagnose([{ apiVersion: 'v1', kind: 'Pod', namespace: 'lab-main' }], picture)?.code).toBe('quota-exceeded')
  })

  it('the Pods that a count misses, beside some that run', () => {
    const picture = aPicture([...refusing(quotaWords), aPodWhose(isWell)])
    expect(diagnose([{ apiVersion: 'v1', kind: 'Pod', namespace: 'lab-main' }], picture)?.code).toBe('quota-exceeded')
  })

  it('an EndpointSlice, by its Service', () => {
    const slice = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', name: 'web-x7k2p', namespace: 'lab-main' }
    expect(diagnose([slice], aPicture([aService()]))?.code).toBe('no-pods')
  })

  it('a Job behind an object of a kind that no story is about', () => {
    const cron = { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'nightly', namespace: 'lab-main', uid: 'uid-nightly' } }
    const pod = aPodWhose(waits('ErrImagePull'), { metadata: { ownerReferences: [{ kind: 'CronJob', name: 'nightly', uid: 'uid-nightly' }] } })
    expect(said([cron, pod])).toContain('cannot be pulled')
  })
})

describe('nothing is said of', () => {
  it.each<[string, KubeObject[]]>([
    ['a healthy rollout', rollout(aPodWhose(isWell))],
    ['a rollout under way', rollout(aPodWhose(waits('ContainerCreating')))],
    ['a Pod that is being scheduled', rollout(aPodWhose({}, { status: { conditions: [], containerStatuses: [] } }))],
    ['an image that is being pulled', rollout(aPodWhose(waits('PodInitializing')))],
    ['a container that ended once and runs since', rollout(aPodWhose({ ...isWell, lastState: { terminated: { exitCode: 1 } }, restartCount: 1 }))],
    ['a container that ended once and was started just now', rollout(aPodWhose({ state: { running: { startedAt: '2026-01-01T11:59:55Z' } }, lastState: { terminated: { exitCode: 1 } }, restartCount: 1 }))],
    ['a rollout that goes back', [aDeployment({ status: { conditions: [condition('Progressing', 'False', 'NewReplicaSetError')] } })]],
    ['a rollout of which an old Pod is on its way out', [...rollout(aPodWhose(isWell)), aPodWhose(waits('ImagePullBackOff'), { name: 'old', metadata: { deletionTimestamp: '2026-01-01T11:00:00Z' } })]],
    ['a NetworkPolicy that opens every port of a protocol', [aService(), aPodWhose(isWell), aNetworkPolicy({ spec: { ingress: [{ ports: [{ protocol: 'TCP' }] }] } })]],
    ['a NetworkPolicy that opens up to the port', [aService(), aPodWhose(isWell), aNetworkPolicy({ spec: { ingress: [{ ports: [{ port: 8000, endPort: 8080 }] }] } })]],
    ['a container that ended often and has run for a while', rollout(aPodWhose({ lastState: { terminated: { exitCode: 1 } }, restartCount: 5 }))],
    ['a Job that is done', [aPodWhose({ state: { terminated: { exitCode: 0 } } }, { phase: 'Succeeded' })]],
    ['a probe that failed while the container started', failingProbe('Readiness probe failed: refused', aPodWhose({ state: { running: { startedAt: '2026-01-01T11:59:55Z' } } }))],
    ['a probe that failed before the Pod was ready', failingProbe('Readiness probe failed: refused', aPodWhose(isWell))],
    ['a Pod that is on its way out', [aService(), aPodWhose(waits('ImagePullBackOff'), { name: 'old', metadata: { deletionTimestamp: '2026-01-01T11:00:00Z' } }), aPodWhose(isWell)]],
    ['a Service that is answered', [aService(), aPodWhose(isWell)]],
    ['a Service of which one Pod is ready', [aService(), aPodWhose(waits('ImagePullBackOff'), { name: 'other' }), aPodWhose(isWell)]],
    ['a Service whose Pods are about to be made', [aService(), web, aPod({ labels: { app: 'other' } })]],
    ['a Service without a selector', [aService({ spec: { selector: {} } })]],
    ['a Service whose Pods are young', [aService(), aPodWhose(waits('ContainerCreating'), { metadata: { creationTimestamp: '2026-01-01T11:59:50Z' } })]],
    ['a target port by name', [aService({ spec: { ports: [{ port: 80, targetPort: 'http' }] } }), aPodWhose(isWell, { containers: [{ name: 'web', ports: [{ containerPort: 8080, name: 'http' }] }] })]],
    ['a target port where a Pod declares none', [aService(), aPodWhose(isWell, { containers: [{ name: 'web', ports: [{ containerPort: 80 }] }] }), aPodWhose(isWell, { name: 'b' })]],
    ['a NetworkPolicy that lets somebody in', [aService(), aPodWhose(isWell), aNetworkPolicy({ spec: { ingress: [{ from: [{ podSelector: { matchLabels: { role: 'client' } } }] }] } })]],
    ['a NetworkPolicy that opens the port by its name', [aService(), aPodWhose(isWell, { containers: [{ name: 'web', ports: [{ containerPort: 8080, name: 'http' }] }] }), aNetworkPolicy({ spec: { ingress: [{ ports: [{ port: 'http' }] }] } })]],
    ['a NetworkPolicy that opens a range', [aService(), aPodWhose(isWell), aNetworkPolicy({ spec: { ingress: [{ ports: [{ port: 8000, endPort: 9000 }] }] } })]],
    ['a NetworkPolicy for other Pods', [aService(), aPodWhose(isWell), aNetworkPolicy({ spec: { podSelector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] } } })]],
    ['a NetworkPolicy beside one that lets in', [aService(), aPodWhose(isWell), aNetworkPolicy(), aNetworkPolicy({ name: 'door', spec: { ingress: [{}] } })]],
    ['a NetworkPolicy for what goes out', [aService(), aPodWhose(isWell), aNetworkPolicy({ spec: { policyTypes: ['Egress'] } })]],
    ['a claim that is bound', [aClaim({ phase: 'Bound' }), anEvent(aClaim(), { reason: 'ProvisioningFailed' })]],
    ['a claim that is being provisioned', [aClaim(), anEvent(aClaim(), { reason: 'Provisioning' })]],
    ['a refusal that is overcome', [web, aReplicaSet({ status: { replicas: 1 } }), anEvent(aReplicaSet(), { reason: 'FailedCreate', message: quotaWords }), aPodWhose(isWell)]],
    ['a paused rollout that is done', [aDeployment({ replicas: 1, spec: { paused: true }, status: { updatedReplicas: 1 } })]],
    ['an HPA that scales', [anAutoscaler({ conditions: [condition('ScalingActive', 'True', 'ValidMetricFound')] }), ...rollout(aPodWhose(isWell))]],
    ['an HPA whose first metrics are yet to come', [anAutoscaler({ conditions: [condition('ScalingActive', 'False', 'FailedGetResourceMetric', 'unable to get metrics for resource cpu: no metrics returned from resource metrics API')] })]],
    ['a rollout that gets on', [aDeployment({ status: { conditions: [condition('Progressing', 'True', 'ReplicaSetUpdated')] } })]],
  ])('%s', (_, objects) => {
    expect(said(objects, { lastLine: 'words' })).toBeUndefined()
  })

  it('a crash whose log is not read yet', () => {
    expect(said(rollout(aPodWhose(crashed({ exitCode: 1 }))))).toBeUndefined()
  })

  it('one Pod, by what is wrong with another', () => {
    const other = aPodWhose(waits('ErrImagePull'), { name: 'db-1' })
    expect(said([aPodWhose(isWell, { name: 'db-0' }), other, ...refusing(quotaWords)])).toBeUndefined()
  })

  it('an object that is not there', () => {
    expect(diagnose([{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'absent', namespace: 'lab-main' }], aPicture(rollout(aPodWhose(waits('ErrImagePull')))))).toBeUndefined()
  })
})

describe('a diagnosis', () => {
  const crash = diagnose([refOf(web)], aPicture(rollout(aPodWhose(crashed({ exitCode: 1 }))), { lastLine: 'boom' }))

  it('names the object where the fault lies and the command that shows it', () => {
    expect(crash).toMatchObject({ object: { kind: 'Pod', name: 'web-5d-abc', namespace: 'lab-main' }, command: 'kubectl logs web-5d-abc --previous' })
  })

  it('names the namespace in the command where the terminal is in another', () => {
    expect(diagnose([refOf(web)], aPicture(rollout(aPodWhose(waits('ErrImagePull'))), { firstNamespace: 'lab-dev' }))?.command).toBe('kubectl -n lab-main describe pod web-5d-abc')
  })

  it('says no more than that it crashes where its log cannot be read', () => {
    expect(said(rollout(aPodWhose(crashed({ exitCode: 1 }))), { lastLine: null })).toBe('Pod web-5d-abc keeps crashing: its container ends soon after every start. The log says why.')
  })

  it('cuts what nobody would read to the end', () => {
    expect(said(rollout(aPodWhose(crashed({ exitCode: 1 }))), { lastLine: 'long '.repeat(200) })?.length).toBeLessThan(300)
  })

  it('speaks of the newest Pod', () => {
    const old = aPodWhose(waits('ImagePullBackOff'), { name: 'old', metadata: { creationTimestamp: '2026-01-01T10:00:00Z' } })
    expect(said([web, aReplicaSet(), old, aPodWhose(waits('CreateContainerConfigError', 'secret "key" not found'))])).toContain('Secret key')
  })

  it('leaves no place unfilled, in either language, with its facts and without', () => {
    const sentences = locales.flatMap((locale) => [crash as Diagnosis, withoutFacts(crash as Diagnosis)].map((one) => sayDiagnosis(one, locale)))
    expect(sentences.filter((sentence) => /[{}]/.test(sentence))).toEqual([])
    expect(sentences[3]).toBe('Pod web-5d-abc: 컨테이너가 시작한 뒤 금세 끝나기를 되풀이합니다. 이유는 로그에 있습니다.')
  })

  it('is given or not of objects whatever, and never fails', () => {
    const anything = fc.object({ maxDepth: 4, key: fc.constantFrom('conditions', 'containers', 'containerStatuses', 'selector', 'ports', 'state', 'waiting', 'terminated', 'ingress', 'message', 'reason', 'type', 'name'), values: [fc.constant(null), fc.string(), fc.integer(), fc.boolean(), fc.constantFrom('False', 'CrashLoopBackOff', 'web')] })
    const object = fc.tuple(fc.constantFrom(...storyKinds), anything, anything).map(([kind, spec, status]): KubeObject => ({ ...kind, metadata: { name: 'web', namespace: 'lab-main', uid: 'u' }, spec, status, ...(kind.kind === 'Event' ? { involvedObject: spec, message: 'x' } : {}) }))
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 6 }), (objects) => {
        const found = diagnose(objects.map(refOf), aPicture(objects, { lastLine: '' }))
        return found === undefined || sayDiagnosis(found, 'ko') !== ''
      }),
      { numRuns: 300 },
    )
  })
})
