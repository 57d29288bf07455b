import { ProblemError } from '#contract/problem.ts'
import type { KubeObject } from '#contract/kube.ts'
import type { TerminalFacts, TerminalSize } from '#contract/terminal.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { attachTo, execIn, execUntil, exitCodeAt, logOf, refOf, untilRunning } from './pod-calls.ts'
import { filesOf } from './bring-files.ts'
import { joinRecording, pastRecording } from './join-recording.ts'
import type { Recording } from './recording.ts'
import { Recordings } from './recordings.ts'
import type { LearnerIdentity, TerminalHost, TerminalRequest } from './terminal-host.ts'
import { terminalLabel } from './terminal-container.ts'
import { attemptSelector, newPodId, openSelector, placeOf, podUser, takeFiles, takeKubeconfig, terminalFromPod, terminalPod, waitingLabel, waitingSelector } from './terminal-pod.ts'

export interface PodTerminalsOptions {
  readonly kube: KubeClient
  readonly image: string
  /** The namespaces that terminals may be in. */
  readonly namespaces: () => Promise<readonly string[]>
}

/**
 * Terminals as Pods of their own in the attempt's namespace, for a cluster that somebody lends us: no Docker, no files of this machine.
 * A Pod's first program is the shell, so that attaching finds it again and deleting the Pod leaves nothing.
 */
export function createPodTerminals({ kube, image, namespaces }: PodTerminalsOptions): TerminalHost {
  const recordings = new Recordings()
  const preparing = new Map<string, Promise<void>>()
  const ending = new AbortController()

  const join = async ({ id, state }: TerminalFacts, size: TerminalSize): Promise<Recording> => {
    const place = placeOf(id)
    if (state === 'exited') return pastRecording(await logOf(kube, place))
    return joinRecording({ attach: () => attachTo(kube, place), log: () => logOf(kube, place) }, size)
  }
  const giveKubeconfig = async (id: string, { kubeconfig }: LearnerIdentity): Promise<void> => {
    const { exitCode, output } = await execIn(kube, placeOf(id), takeKubeconfig, kubeconfig)
    if (exitCode !== 0) throw new Error(`the kubeconfig could not be written in ${placeOf(id).name}: ${output}`)
  }
  /** Copied once, as the shell starts: nothing comes back to this machine. */
  const giveFiles = async (id: string, { workspace }: LearnerIdentity): Promise<void> => {
    const files = await filesOf(workspace, podUser)
    if (files === undefined) return
    const { exitCode, output } = await execIn(kube, placeOf(id), takeFiles, files)
    if (exitCode !== 0) throw new Error(`the files could not be copied to ${placeOf(id).name}: ${output}`)
  }
  const startWaiting = async (identity: LearnerIdentity): Promise<string> => {
    const id = newPodId(identity.namespace)
    await kube.create(terminalPod(id, image, identity))
    try {
      await untilRunning(kube, placeOf(id), image)
      await Promise.all([giveKubeconfig(id, identity), giveFiles(id, identity)])
      return id
    } catch (error) {
      await kube.delete(refOf(placeOf(id)), { graceSeconds: 0 })
      throw error
    }
  }
  const listIn = async (names: readonly string[], labels: string): Promise<readonly KubeObject[]> => {
    const lists = await Promise.all(names.map((namespace) => kube.list({ apiVersion: 'v1', kind: 'Pod' }, { namespace, labels })))
    return lists.flat().filter(({ metadata }) => metadata.deletionTimestamp === undefined)
  }
  const podsOf = async (attempt: string): Promise<readonly string[]> => (await listIn(await namespaces(), attemptSelector(attempt))).map(idOf)
  const waitingOf = async ({ namespace, attempt }: LearnerIdentity): Promise<readonly KubeObject[]> => listIn([namespace], waitingSelector(attempt))
  const prepare = (identity: LearnerIdentity): Promise<void> => {
    const under = preparing.get(identity.attempt) ?? startIfNone(identity).finally(() => preparing.delete(identity.attempt))
    preparing.set(identity.attempt, under)
    return under
  }
  const startIfNone = async (identity: LearnerIdentity): Promise<void> => {
    if ((await waitingOf(identity)).length === 0) await startWaiting(identity)
  }
  const close = async (id: string): Promise<void> => {
    await recordings.drop(id)
    await kube.delete(refOf(placeOf(id)), { graceSeconds: 0 })
  }
  const find = async (id: string): Promise<TerminalFacts> => {
    const pod = await kube.read(refOf(placeOf(id)))
    const facts = pod && terminalFromPod(pod)
    if (facts === undefined) throw new ProblemError({ code: 'terminal-gone', params: { id } })
    return facts
  }

  return {
    open: async ({ identity, target }: TerminalRequest) => {
      if (target.kind === 'node') throw nodesAreNotOurs(target.node)
      for (const pod of await waitingOf(identity)) if (await isTaken(kube, pod)) return find(idOf(pod))
      const id = await startWaiting(identity)
      await kube.mergePatch(refOf(placeOf(id)), { metadata: { labels: { [waitingLabel]: null } } })
      return find(id)
    },
    prepare,
    attach: async (id, size) => {
      const recording = await recordings.get(id, async () => join(await find(id), size))
      return recordings.attach(recording, size, async () => {
        await recording.over
        return exitCodeAt(kube, placeOf(id), ending.signal)
      })
    },
    list: async () => (await listIn(await namespaces(), openSelector)).flatMap((pod) => terminalFromPod(pod) ?? []),
    close,
    closeAll: async (attempt) => {
      await preparing.get(attempt)?.catch(() => {})
      await Promise.all((await podsOf(attempt)).map(close))
    },
    refresh: async (identity) => {
      await preparing.get(identity.attempt)?.catch(() => {})
      await Promise.all((await podsOf(identity.attempt)).map((id) => giveKubeconfig(id, identity)))
    },
    controlPlane: async () => {
      throw nodesAreNotOurs()
    },
    runScript: async (identity, script, { signal, onNode = false } = {}) => {
      if (onNode) throw nodesAreNotOurs()
      await prepare(identity)
      const [waiting] = await waitingOf(identity)
      if (waiting === undefined) throw new ProblemError({ code: 'terminal-gone', params: {} })
      return execUntil(kube, placeOf(idOf(waiting)), script, signal)
    },
    // A shell that we let go of has no exit code to wait for.
    dispose: () => {
      ending.abort()
      recordings.dispose()
    },
  }
}

const idOf = ({ metadata }: KubeObject): string => metadata.labels?.[terminalLabel] ?? ''

/** Takes a Pod that waits: only the first to change this very version of it gets it. */
function isTaken(kube: KubeClient, { metadata }: KubeObject): Promise<boolean> {
  const change = { metadata: { resourceVersion: metadata.resourceVersion, labels: { [waitingLabel]: null } } }
  return kube.mergePatch(refOf(placeOf(metadata.labels?.[terminalLabel] ?? '')), change).then(() => true, () => false)
}

const nodesAreNotOurs = (target = 'node'): ProblemError => new ProblemError({ code: 'terminal-target-unsupported', params: { target } })
