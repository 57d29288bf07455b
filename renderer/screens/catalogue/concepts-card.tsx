import type { LabSummary } from '#contract/lab-summary.ts'
import { sayPackText } from '#contract/say.ts'
import { useLabs } from '../../stores/labs-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { conceptNames, knownConcepts } from './lab-path.ts'

type Progress = 'known' | 'under-way' | 'new'

/** What the labs teach, and how far the learner has come with it. */
export function ConceptsCard() {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  const { packs, labs = [] } = useLabs()
  const names = conceptNames(packs)
  const words = { known: texts.conceptKnown, 'under-way': texts.conceptUnderWay, new: texts.conceptNew }
  const concepts = [...new Set(labs.flatMap((lab) => lab.concepts))]
  return concepts.length === 0 ? null : (
    <section className="card" aria-labelledby="concepts-title">
      <h2 id="concepts-title">{knownConcepts(labs).size > 0 ? texts.concepts : texts.conceptsToCome}</h2>
      <ul className="concepts">
        {concepts.map((id) => (
          <li key={id} data-progress={progressOf(id, labs)}>
            {sayPackText(names[id] ?? { en: id }, locale)}
            <span className="visually-hidden"> ({words[progressOf(id, labs)]})</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function progressOf(concept: string, labs: readonly LabSummary[]): Progress {
  if (knownConcepts(labs).has(concept)) return 'known'
  return labs.some(({ underWay, concepts }) => underWay !== undefined && concepts.includes(concept)) ? 'under-way' : 'new'
}
