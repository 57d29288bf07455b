import { randomBytes } from 'node:crypto'
import type { TerminalFacts } from '#contract/terminal.ts'
import { clusterLabel } from '../cluster/cluster-marks.ts'
import type { ContainerFacts, ContainerSpec, Labels } from '../runtime/container-runtime.ts'
import { tarOf, type TarEntry } from './tar.ts'
import type { LearnerIdentity } from './terminal-host.ts'

/** How a terminal is written on its container. Its name alone says whether it waits or is open: a name can be changed, a label cannot. */
export const terminalLabel = 'dev.kindlab.terminal'
const attemptLabel = 'dev.kindlab.attempt'
const openName = 'kindlab-terminal-'
const waitingName = 'kindlab-waiting-'

export const kubeconfigPath = '/etc/kindlab/kubeconfig'
export const workspacePath = '/work'
const homePath = '/home/learner'

/** Room for kubectl, helm and an editor at once; a runaway program meets this limit and not the machine's. */
const memoryBytes = 536_870_912
const processes = 512
const logBytes = 2_097_152

export const newTerminalId = (): string => randomBytes(5).toString('hex')
export const nameOfOpen = (id: string): string => openName + id
export const nameOfWaiting = (id: string): string => waitingName + id

export function labelsOf(cluster: string, attempt: string): Labels {
  return { [clusterLabel]: cluster, [attemptLabel]: attempt }
}

/** Whose files and processes a terminal's are. */
export interface LearnerUser {
  readonly uid: number
  readonly gid: number
}

/**
 * The learner's own user on Linux, so that files stay theirs. Where Docker runs in a machine of its own it maps owners itself,
 * and a rootless Docker's root is the learner.
 */
export function learnerUser(docker: { readonly rootless: boolean }, host: Pick<NodeJS.Process, 'platform' | 'getuid' | 'getgid'> = process): LearnerUser {
  if (host.platform !== 'linux' || docker.rootless) return { uid: 0, gid: 0 }
  return { uid: host.getuid?.() ?? 0, gid: host.getgid?.() ?? 0 }
}

export interface TerminalPlace {
  readonly cluster: string
  readonly network: string | undefined
  readonly image: string
  readonly user: LearnerUser
}

export interface NewTerminal {
  readonly id: string
  readonly name: string
  readonly place: TerminalPlace
  readonly identity: LearnerIdentity
}

export function terminalSpec({ id, name, place, identity }: NewTerminal): ContainerSpec {
  const { cluster, network, image, user } = place
  const { attempt, workspace } = identity
  return {
    name,
    image,
    entrypoint: ['/bin/bash'],
    command: [],
    tty: true,
    hostname: 'kindlab',
    user: `${user.uid}:${user.gid}`,
    labels: { [terminalLabel]: id, ...labelsOf(cluster, attempt) },
    environment: { ...shellEnvironment, HOME: user.uid === 0 ? '/root' : homePath },
    workingDirectory: workspacePath,
    mounts: [{ kind: 'bind', source: workspace, target: workspacePath }],
    confined: true,
    memoryBytes,
    processes,
    logBytes,
    ...(network === undefined ? {} : { network }),
  }
}

/** Without a UTF-8 locale, Korean shows as numbers and a backspace takes part of a letter. */
const shellEnvironment = { LANG: 'C.UTF-8', TERM: 'xterm-256color', COLORTERM: 'truecolor', KUBECONFIG: kubeconfigPath }

/** What a terminal's container needs before its shell starts. */
export function firstFiles(user: LearnerUser, kubeconfig: string): Buffer {
  return tarOf([{ path: 'etc/kindlab', mode: 0o755, uid: 0, gid: 0 }, kubeconfigEntry(user, kubeconfig), ...homeEntries(user)])
}

/** Put over the old one, so that open shells use it from their next command on. */
export function freshKubeconfig(user: LearnerUser, kubeconfig: string): Buffer {
  return tarOf([kubeconfigEntry(user, kubeconfig)])
}

/** Readable by its owner only: helm warns of anything else. In a folder of root's, so that a slip of the learner's cannot replace it. */
function kubeconfigEntry(user: LearnerUser, content: string): TarEntry {
  return { path: kubeconfigPath.slice(1), content, mode: 0o400, ...user }
}

/** A user that the image does not know gets a name and a home, which bash, git and ssh ask for. */
function homeEntries(user: LearnerUser): readonly TarEntry[] {
  if (user.uid === 0) return []
  const root = { mode: 0o644, uid: 0, gid: 0 }
  return [
    { path: homePath.slice(1), mode: 0o755, ...user },
    { path: 'etc/passwd', content: `root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534::/nonexistent:/usr/sbin/nologin\nlearner:x:${user.uid}:${user.gid}::${homePath}:/bin/bash\n`, ...root },
    { path: 'etc/group', content: `root:x:0:\n${user.gid === 0 ? '' : `learner:x:${user.gid}:\n`}nogroup:x:65534:\n`, ...root },
  ]
}

/** A container of ours as a terminal; undefined for one that only waits, or is no terminal at all. */
export function terminalFrom({ name, labels, createdAt, state }: ContainerFacts): TerminalFacts | undefined {
  const [id, attempt] = [labels[terminalLabel], labels[attemptLabel]]
  if (id === undefined || attempt === undefined || name !== nameOfOpen(id)) return undefined
  return { id, target: { kind: 'attempt', attempt }, createdAt, state: state === 'exited' || state === 'dead' ? 'exited' : 'running' }
}

export const isWaiting = ({ name }: ContainerFacts): boolean => name.startsWith(waitingName)
