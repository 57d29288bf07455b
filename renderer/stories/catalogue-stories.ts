import type { ClusterFacts, ClusterState } from '#contract/cluster.ts'
import type { DoctorResult } from '#contract/doctor.ts'
import type { StepCode } from '#contract/messages/steps.ts'
import type { Problem } from '#contract/problem.ts'
import type { EngineStatus, Work, WorkStep } from '#contract/status.ts'
import { begun, finished, large, onLent, untouched, withoutImages } from './labs.ts'
import type { Story } from './story.ts'

const facts: ClusterFacts = { name: 'kindlab', provider: 'kind', kubernetes: 'v1.37.0', nodes: 1, image: 'built', cgroup: 'v1', cni: 'kube-router' }
const other: ClusterFacts = { ...facts, kubernetes: 'v1.36.2', image: 'official', cgroup: 'v2', cni: 'kindnet' }
const lentFacts: ClusterFacts = { name: 'class.example.org', provider: 'kubeconfig', kubernetes: 'v1.36.2', nodes: 0, image: 'unknown', cgroup: 'unknown', cni: '' }

const well: readonly DoctorResult[] = [
  { id: 'docker-answers', outcome: { kind: 'passed', note: 'Ubuntu 24.04.2 LTS' } },
  { id: 'docker-version', outcome: { kind: 'passed', note: '28.5.1' } },
  { id: 'docker-program', outcome: { kind: 'passed', note: '/usr/bin/docker' } },
  { id: 'memory', outcome: { kind: 'passed', note: '15.6 GiB' } },
  { id: 'cpus', outcome: { kind: 'passed', note: '8' } },
  { id: 'disk', outcome: { kind: 'passed', note: '41.2 GB' } },
  { id: 'cgroup', outcome: { kind: 'passed', note: 'v2' } },
  { id: 'architecture', outcome: { kind: 'passed', note: 'x86_64' } },
  { id: 'clock', outcome: { kind: 'passed', note: '± 0.0 s' } },
  { id: 'node-image', outcome: { kind: 'passed', note: 'kindest/node:v1.37.0' } },
  { id: 'other-clusters', outcome: { kind: 'passed', note: '0' } },
  { id: 'inotify', outcome: { kind: 'passed', note: '524288, 512' } },
  { id: 'loopback', outcome: { kind: 'passed', note: '127.0.0.1' } },
  { id: 'home', outcome: { kind: 'passed', note: '/home/haru/.local/share/kindlab, 41.2 GB' } },
]

const found = (id: DoctorResult['id'], problem: Problem): readonly DoctorResult[] => well.map((result) => (result.id === id ? { id, outcome: { kind: 'problem', problem } } : result))
const onlyDocker = (problem: Problem): readonly DoctorResult[] => [{ id: 'docker-answers', outcome: { kind: 'problem', problem } }, ...well.slice(-1)]

const second = 1_000
const now = Date.now()

function steps(...written: readonly (readonly [StepCode, number])[]): readonly WorkStep[] {
  let at = now - written.reduce((sum, [, seconds]) => sum + seconds * second, 0)
  return written.map(([code, seconds], index) => {
    const startedAt = at
    at += seconds * second
    return { code, params: { name: 'kindlab', number: 1, of: 4 }, startedAt, ...(index === written.length - 1 ? {} : { endedAt: at }) }
  })
}

const log = ['Creating cluster "kindlab" ...', ' • Ensuring node image (kindlab/node:v1.37.0) 🖼', ' ✓ Ensuring node image (kindlab/node:v1.37.0) 🖼', ' • Preparing nodes 📦']
const coming = steps(['finding-docker', 0.1], ['cluster-machine', 0.1], ['cluster-kind', 0.2], ['cluster-node-image', 0.1], ['cluster-create', 0.6], ['cluster-nodes', 1.4], ['cluster-control-plane', 7.2])
const work = (outcome: Work['outcome'], done = coming): Work => ({ doing: 'up', startedAt: done[0]?.startedAt ?? now, steps: done, log, logged: log.length, outcome })
const cameUp = work({ kind: 'done', at: now }, coming.map((step) => ({ ...step, endedAt: step.endedAt ?? now })))

const own = (cluster: ClusterState, current?: Work): EngineStatus => ({ provider: 'kind', cluster, ...(current === undefined ? {} : { work: current }) })
const lent = (cluster: ClusterState): EngineStatus => ({ provider: 'kubeconfig', cluster })
const failed = (problem: Problem): EngineStatus => own({ kind: 'absent' }, work({ kind: 'failed', at: now, problem }))

const ready: ClusterState = { kind: 'ready', cluster: facts }
const notRunning: Problem = { code: 'docker-not-running', params: {}, detail: 'unix:///var/run/docker.sock (usual): ENOENT', fixes: [{ kind: 'action', action: 'start-docker' }] }
const notAnswering: Problem = { code: 'docker-not-answering', params: { where: 'unix:///var/run/docker.sock' }, fixes: [{ kind: 'action', action: 'retry' }] }
const missing: Problem = { code: 'docker-missing-macos', params: {} }
const notAllowed: Problem = { code: 'docker-not-allowed', params: { where: 'unix:///var/run/docker.sock' }, fixes: [{ kind: 'command', command: 'sudo usermod -aG docker "$USER"' }] }
const diskShort: Problem = { code: 'docker-disk-short', params: { folder: '/var/lib/docker', available: '1.2', minimum: 10 }, fixes: [{ kind: 'action', action: 'free-disk' }] }
const memoryShort: Problem = { code: 'docker-memory-short', params: { available: '1.9', minimum: 4 } }
const diskFull: Problem = { code: 'cluster-disk-full', params: { folder: '/var/lib/docker' }, detail: 'write /var/lib/docker/tmp/x: no space left on device', fixes: [{ kind: 'action', action: 'free-disk' }] }
const noMemory: Problem = { code: 'cluster-memory', params: { gibibytes: '1.9' }, detail: 'signal: killed', fixes: [{ kind: 'action', action: 'retry' }] }
const offline: Problem = { code: 'build-needs-linux', params: { image: 'kindest/node:v1.37.0' }, detail: 'dial tcp: lookup registry-1.docker.io: no such host' }
const unreachable: Problem = { code: 'lent-cluster-unreachable', params: { server: 'https://class.example.org:6443' }, fixes: [{ kind: 'action', action: 'retry' }] }

/** The states of the catalogue, by the names that its pictures carry. */
export const catalogueStories: Readonly<Record<string, Story>> = {
  'first-visit': { status: own({ kind: 'absent' }), catalogue: withoutImages(untouched), doctor: well },
  'coming-up': { status: own({ kind: 'working', doing: 'creating' }, work({ kind: 'running' })), catalogue: withoutImages(untouched), doctor: well },
  'ready-to-begin': { status: own(ready, cameUp), catalogue: untouched, doctor: well },
  'under-way': { status: own(ready), catalogue: begun, doctor: well },
  'all-done': { status: own(ready), catalogue: finished, doctor: well },
  'many-tracks': { status: own({ kind: 'ready', cluster: other }), catalogue: large, doctor: well },
  paused: { status: own({ kind: 'paused', cluster: facts }), catalogue: begun, doctor: well },
  stopped: { status: own({ kind: 'stopped', cluster: facts }), catalogue: begun, doctor: well },
  elsewhere: { status: own({ kind: 'working', doing: 'creating' }), catalogue: withoutImages(begun), doctor: well },
  cancelled: { status: failed({ code: 'cancelled', params: {} }), catalogue: withoutImages(untouched), doctor: well },
  'deleted-behind-our-back': { status: own({ kind: 'absent' }), catalogue: withoutImages(begun), doctor: well },
  'part-deleted': { status: own({ kind: 'broken', problem: { code: 'cluster-incomplete', params: { name: 'kindlab', missing: 'kindlab-worker' }, fixes: [{ kind: 'action', action: 'recreate-cluster' }] } }), catalogue: withoutImages(begun), doctor: well },
  outdated: { status: own({ kind: 'outdated', name: 'kindlab', reason: 'Kubernetes v1.36.4 ≠ v1.37.0' }), catalogue: withoutImages(begun), doctor: well },
  'docker-missing': { status: own({ kind: 'failed', problem: missing }), catalogue: withoutImages(untouched), doctor: onlyDocker(missing) },
  'docker-not-started': { status: own({ kind: 'failed', problem: notRunning }), catalogue: withoutImages(untouched), doctor: onlyDocker(notRunning) },
  'docker-stopped-while-running': { status: own({ kind: 'failed', problem: notAnswering }), catalogue: withoutImages(begun), doctor: onlyDocker(notAnswering) },
  'docker-not-allowed': { status: own({ kind: 'failed', problem: notAllowed }), catalogue: withoutImages(untouched), doctor: onlyDocker(notAllowed) },
  'disk-full': { status: failed(diskFull), catalogue: withoutImages(begun), doctor: found('disk', diskShort) },
  'memory-short': { status: failed(noMemory), catalogue: withoutImages(untouched), doctor: found('memory', memoryShort) },
  'image-missing-offline': { status: failed(offline), catalogue: withoutImages(untouched), doctor: well },
  'lent-ready': { status: lent({ kind: 'ready', cluster: lentFacts }), catalogue: onLent, doctor: [{ id: 'lent-cluster', outcome: { kind: 'passed', note: 'class.example.org, Kubernetes v1.36.2' } }] },
  'lent-unreachable': { status: lent({ kind: 'failed', problem: unreachable }), catalogue: withoutImages(untouched), doctor: [{ id: 'lent-cluster', outcome: { kind: 'problem', problem: unreachable } }] },
}
