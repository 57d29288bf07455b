import { engineSteps } from './engine.ts'
import { runtimeSteps } from './runtime.ts'
import { imagesSteps } from './images.ts'
import { clusterSteps } from './cluster.ts'
import { watchSteps } from './watch.ts'
import { checksSteps } from './checks.ts'
import { componentsSteps } from './components.ts'
import { bundlesSteps } from './bundles.ts'
import { packsSteps } from './packs.ts'
import { packTravelSteps } from './pack-travel.ts'
import { attemptsSteps } from './attempts.ts'
import { terminalsSteps } from './terminals.ts'
import { kubeconfigProviderSteps } from './kubeconfig-provider.ts'

/** The name of every step that a long operation reports, in both languages. */
export const stepTexts = {
  ...engineSteps,
  ...runtimeSteps,
  ...imagesSteps,
  ...clusterSteps,
  ...watchSteps,
  ...checksSteps,
  ...componentsSteps,
  ...bundlesSteps,
  ...packsSteps,
  ...packTravelSteps,
  ...attemptsSteps,
  ...terminalsSteps,
  ...kubeconfigProviderSteps,
} as const

export type StepCode = keyof typeof stepTexts
