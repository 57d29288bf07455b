import type { Fault, ManifestOutcome } from '#contract/editing.ts'

/** Everything that keeps a manifest from being applied. */
export function faultsIn(outcome: ManifestOutcome): readonly Fault[] {
  return outcome.kind === 'unreadable' ? outcome.faults : outcome.objects.flatMap((object) => (object.kind === 'refused' ? object.faults : []))
}
