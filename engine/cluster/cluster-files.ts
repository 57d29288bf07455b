import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Home } from '../files/home.ts'

/** What we keep of a cluster in our home. All of it may be lost without harm to the cluster. */
export interface ClusterFiles {
  readonly folder: string
  /** The engine's own rights, readable by its user only. Never the learner's `~/.kube/config`. */
  readonly kubeconfig: string
  readonly config: string
  readonly lock: string
  /** Everything the last long operation printed. */
  readonly log: string
  /** How long each step of the last creation took. */
  readonly steps: string
  readonly bundles: string
}

export function clusterFiles(home: Home, name: string): ClusterFiles {
  const folder = join(home.clusters, name)
  const inside = (file: string): string => join(folder, file)
  return {
    folder,
    kubeconfig: inside('kubeconfig'),
    config: inside('kind-config.yaml'),
    lock: inside('lock'),
    log: inside('last.log'),
    steps: inside('steps.json'),
    bundles: inside('logs'),
  }
}

export async function makeClusterFolder(files: ClusterFiles): Promise<void> {
  await mkdir(files.folder, { recursive: true, mode: 0o700 })
}

/** Ways into a cluster that is gone; its log stays to be read. */
export async function forgetAccess(files: ClusterFiles): Promise<void> {
  const gone = [files.kubeconfig, `${files.kubeconfig}.lock`, files.config]
  await Promise.all(gone.map((path) => rm(path, { force: true })))
}
