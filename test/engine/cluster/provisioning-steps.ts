import type { StepCode } from '#contract/messages/steps.ts'

/** What `up` reports, in order, while it makes a cluster with a worker. The images' own steps come between. */
export const provisioningSteps: readonly StepCode[] = [
  'cluster-machine',
  'cluster-kind',
  'cluster-node-image',
  'cluster-terminal-image',
  'cluster-create',
  'cluster-nodes',
  'cluster-configuration',
  'cluster-control-plane',
  'cluster-network',
  'cluster-storage',
  'cluster-workers',
  'cluster-ready',
  'cluster-marks',
]
