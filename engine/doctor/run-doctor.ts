import type { DoctorResult } from '#contract/doctor.ts'
import { examine } from './doctor-check.ts'
import { engineChecks } from './engine-checks.ts'
import { gatherFacts, type DoctorSite } from './gather-facts.ts'
import { machineChecks } from './machine-checks.ts'
import { supplyChecks } from './supply-checks.ts'

/** Looks at everything a cluster needs of this machine, and says of each whether it is there, or why not and what to do. Changes nothing. */
export async function runDoctor(site: DoctorSite): Promise<readonly DoctorResult[]> {
  return examine([...engineChecks, ...supplyChecks, ...machineChecks], await gatherFacts(site))
}
