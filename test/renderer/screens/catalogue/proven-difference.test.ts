import { describe, expect, it } from 'vitest'
import { nearestProof } from '../../../../renderer/screens/catalogue/proven-difference.ts'
import { someFacts } from '../../../builders/labs.ts'

const built = { kubernetes: 'v1.37.0', cni: 'kube-router', cgroup: 'v1', image: 'built' } as const
const official = { kubernetes: 'v1.37.0', cni: 'kindnet', cgroup: 'v2', image: 'official' } as const

describe('where a lab was proven', () => {
  it('is nowhere where nobody says so', () => {
    expect(nearestProof([], someFacts)).toBeUndefined()
  })

  it('is the nearest to this cluster, with what differs', () => {
    expect(nearestProof([official, built], { ...someFacts, cni: 'kube-router' })).toEqual({ proof: built, differs: [] })
    expect(nearestProof([official, built], { ...someFacts, cni: 'kube-router', kubernetes: 'v1.36.1' })).toEqual({ proof: built, differs: ['kubernetes'] })
  })

  it('differs in nothing that the cluster does not tell', () => {
    expect(nearestProof([official], { ...someFacts, kubernetes: '', cni: '', cgroup: 'unknown', image: 'unknown' })?.differs).toEqual([])
    expect(nearestProof([official], undefined)?.differs).toEqual([])
  })
})
