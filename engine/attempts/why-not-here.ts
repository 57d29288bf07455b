import type { Capability } from '#contract/cluster.ts'
import type { Lab } from '#contract/lab.ts'
import type { Problem } from '#contract/problem.ts'

/** What keeps a lab from running where there is no more than these capabilities; undefined where it can run. */
export function whyNotHere(lab: Pick<Lab, 'id' | 'needs' | 'scope' | 'extraRules' | 'podSecurity' | 'components'>, capabilities: ReadonlySet<Capability>): Problem | undefined {
  const needs = [...new Set([...lab.needs, ...(lab.scope === 'cluster' ? (['cluster-scope'] as const) : [])])]
  const missing = [...needs.filter((need) => !capabilities.has(need)), ...(capabilities.has('cluster-scope') ? [] : setByAdministrators(lab))]
  return missing.length === 0 ? undefined : { code: 'lab-needs-more', params: { lab: lab.id, missing: missing.join(', ') } }
}

/** Where namespaces are lent, an administrator has settled these; the words are those of lab.yaml, components go by their names. */
function setByAdministrators({ extraRules, podSecurity, components }: Pick<Lab, 'extraRules' | 'podSecurity' | 'components'>): readonly string[] {
  return [...(extraRules.length === 0 ? [] : ['extraRules']), ...(podSecurity === 'privileged' ? ['podSecurity: privileged'] : []), ...components]
}
