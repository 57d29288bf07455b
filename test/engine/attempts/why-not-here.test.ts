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

  it('of the whole cluster cannot run anywhere yet', () => {
    expect(whyNotHere(aLab({ scope: 'cluster' }), new Set(['namespaces', 'cluster-scope']))?.code).toBe('lab-of-whole-cluster')
  })
})
