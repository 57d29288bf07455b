import { sayDiagnosis } from '#contract/messages/diagnosis.ts'
import type { Diagnosis } from '#contract/verdict.ts'
import { useLocale } from '../../texts/use-texts.ts'
import { SeeYourself } from './see-yourself.tsx'

/** Why what a check looks at is not there yet, as the cluster tells it, and the command that shows it. */
export function Cause({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const locale = useLocale()
  return (
    <div className="cause">
      <p>{sayDiagnosis(diagnosis, locale)}</p>
      <SeeYourself command={diagnosis.command} />
    </div>
  )
}
