import { engineProblems } from './engine.ts'
import { runtimeProblems } from './runtime.ts'
import { imagesProblems } from './images.ts'
import { clusterProblems } from './cluster.ts'
import { kubeProblems } from './kube.ts'
import { watchProblems } from './watch.ts'
import { checksProblems } from './checks.ts'
import { componentsProblems } from './components.ts'
import { packsProblems } from './packs.ts'
import { packTravelProblems } from './pack-travel.ts'
import { attemptsProblems } from './attempts.ts'
import { terminalsProblems } from './terminals.ts'
import { kubeconfigProviderProblems } from './kubeconfig-provider.ts'
import { editingProblems } from './editing.ts'
import { bundlesProblems } from './bundles.ts'

/** Every Problem that Kindlab can report, room by room, in both languages. */
export const problemTexts = {
  ...engineProblems,
  ...runtimeProblems,
  ...imagesProblems,
  ...clusterProblems,
  ...kubeProblems,
  ...watchProblems,
  ...checksProblems,
  ...componentsProblems,
  ...packsProblems,
  ...packTravelProblems,
  ...attemptsProblems,
  ...terminalsProblems,
  ...kubeconfigProviderProblems,
  ...editingProblems,
  ...bundlesProblems,
} as const

export type ProblemCode = keyof typeof problemTexts
