import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where everything of Kindlab's lives that is not in the cluster. */
export interface Home {
  /** The folder itself; `KINDLAB_HOME` moves it. */
  readonly root: string
  /** Cluster state that may be lost without harm: kubeconfigs, logs. */
  readonly clusters: string
  /** One folder an attempt: its journal and checkpoints. */
  readonly attempts: string
  /** One folder a lab: the learner's files. */
  readonly workspaces: string
  /** Installed packs. */
  readonly packs: string
  /** What authors' packs are while they are worked on. */
  readonly developing: string
  /** Downloads and builds; may be deleted at any time. */
  readonly cache: string
}

export function homeFrom(environment: NodeJS.ProcessEnv = process.env): Home {
  const root = environment['KINDLAB_HOME'] ?? defaultRoot(environment)
  const inside = (name: string): string => join(root, name)
  return {
    root,
    clusters: inside('clusters'),
    attempts: inside('attempts'),
    workspaces: inside('workspaces'),
    packs: inside('packs'),
    developing: inside('developing'),
    cache: inside('cache'),
  }
}

/** Each system's own place for a program's data (XDG base directories, Apple's and Microsoft's guidelines). */
function defaultRoot(environment: NodeJS.ProcessEnv): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Kindlab')
    case 'win32':
      return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Kindlab')
    default:
      return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'kindlab')
  }
}
