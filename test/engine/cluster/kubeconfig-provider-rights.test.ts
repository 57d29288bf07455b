import { describe, expect, it } from 'vitest'
import { describeRights, missingRights, type Right } from '../../../engine/cluster/kubeconfig-provider-rights.ts'

const wanted: readonly Right[] = [
  { group: '', resource: 'pods', verb: 'list' },
  { group: '', resource: 'pods/exec', verb: 'create' },
  { group: 'apps', resource: 'deployments', verb: 'list' },
]
const missingWith = (...rules: Parameters<typeof missingRights>[0][number][]): string[] => missingRights(rules, wanted).map(({ resource }) => resource)

describe('missing rights', () => {
  it('are all where there is no rule, none where a rule gives everything', () => {
    expect(missingWith()).toEqual(['pods', 'pods/exec', 'deployments'])
    expect(missingWith({ apiGroups: ['*'], resources: ['*'], verbs: ['*'] })).toEqual([])
  })

  it('are judged by group, resource and verb together', () => {
    expect(missingWith({ apiGroups: [''], resources: ['pods'], verbs: ['list'] })).toEqual(['pods/exec', 'deployments'])
    expect(missingWith({ apiGroups: ['apps'], resources: ['pods', 'deployments'], verbs: ['get', 'list'] })).toEqual(['pods', 'pods/exec'])
    expect(missingWith({ apiGroups: ['', 'apps'], resources: ['*'], verbs: ['list'] })).toEqual(['pods/exec'])
    expect(missingWith({ apiGroups: [''], resources: ['*/exec'], verbs: ['create'] })).toEqual(['pods', 'deployments'])
  })

  it('are not given by a rule for named objects', () => {
    expect(missingWith({ apiGroups: [''], resources: ['pods'], verbs: ['list'], resourceNames: ['one'] })).toContain('pods')
  })

  it('are told by place, with the verbs of a resource together', () => {
    expect(describeRights('kindlab-1', [...wanted, { group: '', resource: 'pods', verb: 'watch' }])).toBe('kindlab-1: list+watch pods, create pods/exec, list deployments.apps')
  })
})
