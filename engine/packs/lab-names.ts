import type { Lab } from '#contract/lab.ts'
import type { LabNames } from '../checks/draft.ts'

/** The lab's own names for its namespaces; a lab of the whole cluster has one as well, for what it begins with. */
export function namespacesOf(lab: Pick<Lab, 'scope'>): readonly string[] {
  return lab.scope === 'cluster' ? ['main'] : lab.scope.namespaces
}

/** What a lab's checks may name. */
export function checkNames(lab: Pick<Lab, 'scope' | 'vars'>): LabNames {
  return { namespaces: namespacesOf(lab), vars: Object.keys(lab.vars), isOfWholeCluster: lab.scope === 'cluster' }
}

/** Every placeholder that texts, scripts and manifests of a lab may use, without its braces. */
export function placeholderNames(lab: Pick<Lab, 'scope' | 'vars'>): readonly string[] {
  return [...namespacesOf(lab).map((name) => `ns.${name}`), ...Object.keys(lab.vars).map((name) => `vars.${name}`)]
}
