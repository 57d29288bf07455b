import { describe, expect, it } from 'vitest'
import { whyNotHere } from '../../../engine/attempts/why-not-here.ts'
import { aLab } from '../../builders/labs.ts'

describe('a lab', () => {
  it('can run where all it needs is there', () => {
    expect(whyNotHere(aLab({ needs: ['namespaces', 'nodes'] }), new Set(['namespaces', 'nodes', 'docker']))).toBeUndefined()
  })

  it('cannot where something is missing, which is named', () => {
    expect(whyNotHere(aLab({ needs: ['namespaces', 'nodes', 'docker'] }), new Set(['namespaces']))).toEqual({ code: 'lab-needs-more', params: { lab: 'colours', missing: 'nodes, docker' } })
  })

  it('cannot where its rights or Pod Security are settled by an administrator, and it wants more', () => {
    const lab = aLab({ podSecurity: 'privileged', extraRules: [{ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles'], verbs: ['create'] }] })
    expect(whyNotHere(lab, new Set(['namespaces']))?.params).toEqual({ lab: 'colours', missing: 'extraRules, podSecurity: privileged' })
    expect(whyNotHere(lab, new Set(['namespaces', 'cluster-scope']))).toBeUndefined()
  })

  it('cannot where it wants a component beside Kubernetes and may add none', () => {
    const lab = aLab({ components: ['metrics-server'] })
    expect(whyNotHere(lab, new Set(['namespaces']))?.params).toEqual({ lab: 'colours', missing: 'metrics-server' })
    expect(whyNotHere(lab, new Set(['namespaces', 'cluster-scope']))).toBeUndefined()
  })

  it('of the whole cluster can run only where the cluster is ours', () => {
    expect(whyNotHere(aLab({ scope: 'cluster' }), new Set(['namespaces']))).toEqual({ code: 'lab-needs-more', params: { lab: 'colours', missing: 'cluster-scope' } })
    expect(whyNotHere(aLab({ scope: 'cluster' }), new Set(['namespaces', 'cluster-scope']))).toBeUndefined()
  })
})
