import type { Progress } from '#contract/progress.ts'
import { ProblemError } from '#contract/problem.ts'
import { writeFileAtomically } from '../files/write-file-atomically.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { ProgramError } from '../programs/run-program.ts'
import type { RuntimeFacts } from '../runtime/container-runtime.ts'
import type { NodeImage } from './cluster-images.ts'
import { forgetAccess, makeClusterFolder } from './cluster-files.ts'
import { hastenNames, waitForNames } from './cluster-names.ts'
import { type ClusterMarks, currentLayout, labelsFor } from './cluster-marks.ts'
import { collectEvidence } from './collect-evidence.ts'
import { explainFailure } from './explain-failure.ts'
import { markFinished } from './finish-mark.ts'
import { isConfined } from './is-confined.ts'
import { connect, type KindCluster, kindProgram } from './kind-cluster.ts'
import { kindConfig } from './kind-config.ts'
import { createWithKind, type KindProgram } from './kind-program.ts'
import { keepDurations, type OperationLog } from './operation-log.ts'
import { raiseLimits } from './raise-limits.ts'
import { refuseStrayTraffic } from './refuse-stray-traffic.ts'
import { removeCutOff } from './remove-cluster.ts'
import { waitForNodes } from './wait-for-ready.ts'

export interface ProvisionOptions {
  readonly nodes: number
  readonly retain: boolean
}

/** Makes a cluster where there is none, step by step. What cannot be finished is removed again, unless it shall be retained for a look. */
export async function provision(cluster: KindCluster, options: ProvisionOptions, log: OperationLog): Promise<KubeClient> {
  try {
    const client = await makeCluster(cluster, options.nodes, log.progress)
    await keepDurations(cluster.files, log.durations())
    return client
  } catch (error) {
    const { signal } = log.progress
    const failure = signal.aborted ? signal.reason : await explained(cluster, error, log)
    if (!options.retain) await undo(cluster, log.progress)
    throw failure
  }
}

async function makeCluster(cluster: KindCluster, nodes: number, progress: Progress): Promise<KubeClient> {
  const machine = await lookAtMachine(cluster, progress)
  const kind = await getKind(cluster, progress)
  const image = await getNodeImage(cluster, progress)
  await getTerminalImage(cluster, progress)
  const marks = marksOf(cluster, image, nodes)
  await createCluster(cluster, { machine, kind, marks }, progress)
  const client = await connect(cluster, progress)
  await finish(cluster, client, marks, progress)
  return client
}

async function lookAtMachine({ runtime }: KindCluster, progress: Progress): Promise<RuntimeFacts> {
  progress.step('cluster-machine')
  const facts = await runtime.facts()
  progress.log(`Docker ${facts.version} on ${facts.operatingSystem}, ${facts.architecture}, ${facts.cpus} CPUs, cgroup ${facts.cgroup}`)
  await raiseLimits(runtime, progress)
  return facts
}

async function getKind(cluster: KindCluster, progress: Progress): Promise<KindProgram> {
  progress.step('cluster-kind')
  return kindProgram(cluster, progress)
}

async function getNodeImage({ images }: KindCluster, progress: Progress): Promise<NodeImage> {
  progress.step('cluster-node-image')
  return images.nodeImage(progress)
}

async function getTerminalImage({ images }: KindCluster, progress: Progress): Promise<void> {
  progress.step('cluster-terminal-image')
  await images.terminalImage(progress)
}

interface Making {
  readonly machine: RuntimeFacts
  readonly kind: KindProgram
  readonly marks: ClusterMarks
}

async function createCluster({ runtime, files, name }: KindCluster, { machine, kind, marks }: Making, progress: Progress): Promise<void> {
  progress.signal.throwIfAborted()
  progress.step('cluster-create', { name })
  await makeClusterFolder(files)
  await forgetAccess(files)
  const confined = await isConfined(runtime.environment['DOCKER_HOST'])
  const config = kindConfig({ name, nodes: marks.nodes, nodeImage: marks.nodeImage, cgroup: machine.cgroup, confined })
  await writeFileAtomically(files.config, config)
  await runtime.createNetwork(name, labelsFor(marks))
  await createWithKind(kind, progress)
}

/** The last steps, which can be done again. */
export async function finish({ runtime }: KindCluster, client: KubeClient, marks: ClusterMarks, progress: Progress): Promise<void> {
  const mine = client.with({ signal: progress.signal })
  progress.step('cluster-ready')
  await hastenNames(mine)
  await waitForNodes(client, progress, marks.nodes, nodePatience)
  await refuseStrayTraffic(runtime, marks.cluster, progress)
  await waitForNames(mine, progress)
  progress.step('cluster-marks')
  await markFinished(mine, marks)
}

const nodePatience = 180_000

function marksOf({ name, images }: KindCluster, image: NodeImage, nodes: number): ClusterMarks {
  return { cluster: name, layout: currentLayout, kubernetes: images.kubernetes, image: image.source, nodeImage: image.reference, nodes }
}

/** A program's failure as a Problem with its cause; the nodes are asked for theirs first, while they are still there. */
async function explained(cluster: KindCluster, error: unknown, log: OperationLog): Promise<unknown> {
  await collectEvidence(cluster.runtime, cluster.name, log.progress)
  if (!(error instanceof ProgramError)) return error
  const facts = await cluster.runtime.facts().catch(() => undefined)
  const known = facts ?? { memoryBytes: 0, rootDirectory: '', cgroup: 'v2' as const }
  return new ProblemError(explainFailure(`${log.text()}\n${error.message}`, { ...known, cluster: cluster.name }), { cause: error })
}

async function undo({ runtime, name, files }: KindCluster, progress: Progress): Promise<void> {
  progress.step('cluster-undo')
  await removeCutOff(runtime, name)
  await forgetAccess(files)
}
