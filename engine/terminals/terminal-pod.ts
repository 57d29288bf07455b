import type { KubeObject } from '#contract/kube.ts'
import type { TerminalFacts } from '#contract/terminal.ts'
import { newTerminalId, terminalLabel } from './terminal-container.ts'
import type { LearnerIdentity } from './terminal-host.ts'

/** On a Pod whose shell waits at its prompt and belongs to no window yet. */
export const waitingLabel = 'dev.kindlab.waiting'
const attemptLabel = 'dev.kindlab.attempt'
export const containerName = 'terminal'
const kubeconfigFolder = '/etc/kindlab'
const uid = 1000
export const podUser = { uid, gid: uid }

/** Where a terminal's Pod is. A namespace's name has no dot, so a terminal's id can carry both. */
export interface PodPlace {
  readonly namespace: string
  readonly name: string
}

const namePrefix = 'kindlab-terminal-'
export const newPodId = (namespace: string): string => `${namespace}.${newTerminalId()}`

export function placeOf(id: string): PodPlace {
  const [namespace = '', rest = ''] = id.split('.')
  return { namespace, name: namePrefix + rest }
}

export const attemptSelector = (attempt: string): string => `${terminalLabel},${attemptLabel}=${attempt}`
export const waitingSelector = (attempt: string): string => `${attemptSelector(attempt)},${waitingLabel}`
export const openSelector = `${terminalLabel},!${waitingLabel}`

/** Fits the strictest of the Pod Security Standards and asks for little of a quota. */
export function terminalPod(id: string, image: string, { attempt }: LearnerIdentity): KubeObject {
  const resources = { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '1', memory: '512Mi' } }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...placeOf(id), labels: { [terminalLabel]: id, [attemptLabel]: attempt, [waitingLabel]: 'true' } },
    spec: {
      // The learner's rights come with the kubeconfig; the namespace's own account is none of theirs.
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      hostname: 'kindlab',
      securityContext: { runAsNonRoot: true, runAsUser: uid, runAsGroup: uid, fsGroup: uid, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: containerName,
          image,
          imagePullPolicy: 'IfNotPresent',
          command: ['/bin/bash'],
          stdin: true,
          tty: true,
          workingDir: '/work',
          env: Object.entries(environment).map(([name, value]) => ({ name, value })),
          resources,
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          volumeMounts: [
            { name: 'kubeconfig', mountPath: kubeconfigFolder },
            { name: 'work', mountPath: '/work' },
            { name: 'home', mountPath: '/home/learner' },
          ],
        },
      ],
      volumes: [
        { name: 'kubeconfig', emptyDir: { sizeLimit: '1Mi' } },
        { name: 'work', emptyDir: { sizeLimit: '256Mi' } },
        { name: 'home', emptyDir: { sizeLimit: '256Mi' } },
      ],
    },
  }
}

const environment = { HOME: '/home/learner', LANG: 'C.UTF-8', TERM: 'xterm-256color', COLORTERM: 'truecolor', KUBECONFIG: `${kubeconfigFolder}/kubeconfig` }

/** Replaces the kubeconfig in one move; it comes as the program's input. */
export const takeKubeconfig = ['/bin/bash', '-c', `umask 077; cat > ${kubeconfigFolder}/fresh && mv ${kubeconfigFolder}/fresh ${kubeconfigFolder}/kubeconfig`]

/** The learner's files come as the program's input. */
export const takeFiles = ['tar', '-xf', '-', '-C', '/work']

export function terminalFromPod({ metadata, ...pod }: KubeObject): TerminalFacts | undefined {
  const [id, attempt] = [metadata.labels?.[terminalLabel], metadata.labels?.[attemptLabel]]
  if (id === undefined || attempt === undefined || metadata.labels?.[waitingLabel] !== undefined || metadata.deletionTimestamp !== undefined) return undefined
  return { id, target: { kind: 'attempt', attempt }, createdAt: Date.parse(metadata.creationTimestamp ?? ''), state: exitCodeOf(pod) === undefined ? 'running' : 'exited' }
}

/** What of a Pod's status tells how its one container is. */
interface PodStatus {
  readonly phase?: string
  readonly containerStatuses?: readonly {
    readonly state?: { readonly running?: object; readonly waiting?: { readonly reason?: string }; readonly terminated?: { readonly exitCode: number } }
  }[]
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[]
}

export function exitCodeOf(pod: { readonly [field: string]: unknown }): number | undefined {
  return statusOf(pod).containerStatuses?.[0]?.state?.terminated?.exitCode
}

export function isRunning(pod: KubeObject): boolean {
  return statusOf(pod).containerStatuses?.[0]?.state?.running !== undefined
}

/** A few words on why a Pod does not run yet. */
export function describePod(pod: KubeObject | undefined): string {
  if (pod === undefined) return 'gone'
  const { phase, containerStatuses, conditions } = statusOf(pod)
  const reason = containerStatuses?.[0]?.state?.waiting?.reason ?? conditions?.find(({ status, message }) => status === 'False' && message)?.message
  return [phase ?? 'new', reason].filter((part) => part !== undefined).join(', ')
}

/** The API server sends a Pod's status in this shape or not at all. */
const statusOf = (pod: { readonly [field: string]: unknown }): PodStatus => (pod['status'] ?? {}) as PodStatus
