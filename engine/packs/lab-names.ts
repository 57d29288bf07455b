import type { Lab } from '#contract/lab.ts'

/** The lab's own names for its namespaces; a lab of the whole cluster has none. */
export function namespacesOf(lab: Pick<Lab, 'scope'>): readonly string[] {
  return lab.scope === 'cluster' ? [] : lab.scope.namespaces
}

/** Every placeholder that texts, scripts and manifests of a lab may use, without its braces. */
export function placeholderNames(lab: Pick<Lab, 'scope' | 'vars'>): readonly string[] {
  return [...namespacesOf(lab).map((name) => `ns.${name}`), ...Object.keys(lab.vars).map((name) => `vars.${name}`)]
}
