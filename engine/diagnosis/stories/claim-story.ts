import type { KubeObject } from '#contract/kube.ts'
import type { Diagnosis } from '#contract/verdict.ts'
import { eventsAbout, found, namespaceOf, type Picture } from '../picture.ts'
import type { Claim } from '../shapes.ts'

const claims = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' }

export function findClaim(name: string, beside: KubeObject, picture: Picture): Claim | undefined {
  // Objects of a kind have its shape; see shapes.ts.
  return picture.objects(claims, namespaceOf(beside)).find(({ metadata }) => metadata.name === name) as Claim | undefined
}

/** Why a PersistentVolumeClaim is pending, by the events about it. */
export function claimStory(claim: Claim, picture: Picture): Diagnosis | undefined {
  if (claim.status?.phase !== 'Pending') return undefined
  const about = { about: claim, command: `describe pvc ${claim.metadata.name}` }
  const [event] = eventsAbout(claim, picture).filter(({ reason }) => tellingReasons.has(reason ?? ''))
  const message = event?.message ?? ''
  const [, missing] = /storageclass(?:\.storage\.k8s\.io)? "([^"]+)" not found/.exec(message) ?? []
  if (missing !== undefined) return found({ code: 'claim-class-missing', ...about, facts: { class: missing } }, picture)
  switch (event?.reason) {
    case 'WaitForFirstConsumer':
      return found({ code: 'claim-unused', ...about }, picture)
    case 'FailedBinding':
      return found({ code: 'claim-no-volume', ...about }, picture)
    case 'ProvisioningFailed':
      return found({ code: 'claim-failing', ...about, facts: { message } }, picture)
    default:
      return undefined
  }
}

const tellingReasons = new Set(['WaitForFirstConsumer', 'FailedBinding', 'ProvisioningFailed'])
