import type { KubeObject } from '#contract/kube.ts'

/** What Kindlab writes on everything it makes in a cluster, to know it again. */
export const label = {
  attempt: 'dev.kindlab.attempt',
  pack: 'dev.kindlab.pack',
  lab: 'dev.kindlab.lab',
  alias: 'dev.kindlab.namespace',
  /** On what serves all attempts. */
  shared: 'dev.kindlab.shared',
  /** On every object of a component (metrics-server, …): its name. */
  component: 'dev.kindlab.component',
  /** On what an administrator prepared in namespaces that are lent. */
  pool: 'dev.kindlab.pool',
} as const

/** Made by Kindlab or for it, and so nobody's work. */
export function isOurs({ metadata }: KubeObject): boolean {
  return [label.attempt, label.shared, label.component, label.pool].some((name) => metadata.labels?.[name] !== undefined)
}

export const fieldManager = 'kindlab'
