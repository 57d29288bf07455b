import type { KubeObject } from '#contract/kube.ts'

/** What Kindlab writes on everything it makes in a cluster, to know it again. */
export const label = {
  attempt: 'dev.kindlab.attempt',
  pack: 'dev.kindlab.pack',
  lab: 'dev.kindlab.lab',
  alias: 'dev.kindlab.namespace',
  /** On what serves all attempts. */
  shared: 'dev.kindlab.shared',
} as const

export const isOurs = ({ metadata }: KubeObject): boolean => metadata.labels?.[label.attempt] !== undefined || metadata.labels?.[label.shared] !== undefined

export const fieldManager = 'kindlab'
