import { Check, Download } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LabImage, LabSummary } from '#contract/lab-summary.ts'
import { fillText, type Locale } from '#contract/locale.ts'
import { needTexts } from '#contract/messages/needs.ts'
import { sayCount, sayDate, sayList, sayMemory, sayPackText, sayProblem, saySize } from '#contract/say.ts'
import { useLabs } from '../../stores/labs-store.ts'
import { useStatus } from '../../stores/status-store.ts'
import { useLocale, useTexts, type Texts } from '../../texts/use-texts.ts'
import { conceptNames, footingOf, type Footing } from './lab-path.ts'
import { nearestProof, type ProvenFact, type ProvenOn } from './proven-difference.ts'

/** What there is to know of a lab before it begins; what few want to know waits behind one word. */
export function LabFacts({ lab }: { readonly lab: LabSummary }) {
  const { catalogue: texts } = useTexts()
  return (
    <>
      <p className="meta">
        <WhatItTakes lab={lab} />
      </p>
      <dl className="lab-facts">
        <Fact name={texts.teaches} values={useConcepts(lab.concepts)} />
        <Footings lab={lab} />
        <Needs lab={lab} />
        <Fact name={texts.brings} values={useComponents(lab)} />
        {lab.images.length > 0 && (
          <div>
            <dt>{texts.offline}</dt>
            <dd>
              <Offline images={lab.images} />
            </dd>
          </div>
        )}
      </dl>
      {lab.cannotRunHere !== undefined && <NotHere lab={lab} />}
      <Details lab={lab} />
    </>
  )
}

function WhatItTakes({ lab }: { readonly lab: LabSummary }) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  const parts = [
    fillText(texts.minutes, { minutes: lab.minutes }),
    sayCount(texts.steps, lab.steps, locale),
    sayCount(texts.checks, lab.checks, locale),
    fillText(texts.memory, { memory: sayMemory(lab.memoryBytes) }),
    ...(lab.done === undefined ? [] : [fillText(texts.doneOn, { date: sayDate(lab.done.at, locale), earned: lab.done.earned, of: lab.done.of })]),
  ]
  return parts.join(' · ')
}

function Fact({ name, values }: { readonly name: string; readonly values: readonly string[] }) {
  const locale = useLocale()
  return values.length === 0 ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{sayList(values, locale)}</dd>
    </div>
  )
}

function useConcepts(ids: readonly string[]): readonly string[] {
  const locale = useLocale()
  const names = conceptNames(useLabs(({ packs }) => packs))
  return ids.map((id) => sayPackText(names[id] ?? { en: id }, locale))
}

function useComponents({ components }: LabSummary): readonly string[] {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  return components.map(({ title, memoryBytes }) => fillText(texts.component, { name: sayPackText(title, locale), memory: sayMemory(memoryBytes) }))
}

function Footings({ lab }: { readonly lab: LabSummary }) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  const { packs, labs } = useLabs()
  const names = conceptNames(packs)
  const say = ({ concept, isKnown, taughtBy }: Footing): string => {
    const template = isKnown ? texts.buildsOnKnown : taughtBy === undefined ? texts.buildsOnOther : texts.buildsOnLab
    return fillText(template, { concept: sayPackText(names[concept] ?? { en: concept }, locale), lab: taughtBy === undefined ? '' : sayPackText(taughtBy.title, locale) })
  }
  const footings = footingOf(lab, labs ?? [])
  return footings.length === 0 ? null : (
    <div>
      <dt>{texts.buildsOn}</dt>
      <dd>
        <ul>
          {footings.map((footing) => (
            <li key={footing.concept} data-known={footing.isKnown}>{say(footing)}</li>
          ))}
        </ul>
      </dd>
    </div>
  )
}

/** Namespaces are what every lab needs and every cluster has. */
function Needs({ lab }: { readonly lab: LabSummary }) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  return <Fact name={texts.needs} values={lab.needs.filter((need) => need !== 'namespaces').map((need) => needTexts[need][locale])} />
}

function Offline({ images }: { readonly images: readonly LabImage[] }) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  const isLent = useStatus(({ status }) => status?.provider === 'kubeconfig')
  const missing = images.filter(({ presence }) => presence === 'missing').length
  if (missing > 0) return <Sign icon={<Download size={14} />}>{sayCount(texts.offlineMissing, missing, locale)}</Sign>
  if (images.every(({ presence }) => presence === 'in-nodes')) return <Sign icon={<Check size={14} />} tone="ok">{texts.offlineReady}</Sign>
  return <>{isLent ? texts.offlineUnknownLent : texts.offlineUnknown}</>
}

function Sign({ icon, tone, children }: { readonly icon: ReactNode; readonly tone?: 'ok'; readonly children: ReactNode }) {
  return (
    <span className="fact-sign" data-tone={tone}>
      <span aria-hidden="true">{icon}</span>
      {children}
    </span>
  )
}

function NotHere({ lab }: { readonly lab: LabSummary }) {
  const { catalogue: texts } = useTexts()
  const locale = useLocale()
  const provider = useStatus(({ status }) => status?.provider ?? 'kind')
  return (
    <p className="lab-refusal">
      {whyNot(lab, texts, locale)} {lab.cannotRunHere?.code === 'lab-needs-more' ? texts.cannotRunHint[provider] : lab.cannotRunHere && sayProblem(lab.cannotRunHere, locale).hint}
    </p>
  )
}

function whyNot({ cannotRunHere }: LabSummary, texts: Texts['catalogue'], locale: Locale): string {
  if (cannotRunHere === undefined) return ''
  if (cannotRunHere.code !== 'lab-needs-more') return sayProblem(cannotRunHere, locale).says
  const words: Readonly<Record<string, Readonly<Record<Locale, string>>>> = needTexts
  const missing = String(cannotRunHere.params['missing']).split(', ').map((need) => words[need]?.[locale] ?? need)
  return fillText(texts.cannotRun, { needs: sayList(missing, locale) })
}

function Details({ lab }: { readonly lab: LabSummary }) {
  const { catalogue: texts } = useTexts()
  const status = useStatus((state) => state.status)
  const cluster = status !== undefined && 'cluster' in status.cluster ? status.cluster.cluster : undefined
  const nearest = nearestProof(lab.provenOn, cluster)
  const differs = nearest?.differs ?? []
  const words = (fact: ProvenFact, value: string): string => (fact === 'image' ? (texts.imageKind[value as ProvenOn['image']] ?? value) : value)
  return (
    <details className="lab-details">
      <summary>
        {texts.more}
        {differs.length > 0 && <span className="meta"> · {texts.provenElsewhere}</span>}
      </summary>
      <dl className="lab-facts">
        {nearest !== undefined && (
          <div>
            <dt>{texts.proven}</dt>
            <dd>
              <ul>
                {(Object.keys(texts.provenFact) as ProvenFact[]).map((fact) => (
                  <li key={fact}>
                    {differs.includes(fact) && cluster !== undefined
                      ? fillText(texts.provenDiffers, { fact: texts.provenFact[fact], proven: words(fact, nearest.proof[fact]), here: words(fact, cluster[fact]) })
                      : `${texts.provenFact[fact]} ${words(fact, nearest.proof[fact])}`}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        {lab.images.map(({ reference, bytes }) => (
          <div key={reference}>
            <dt>{texts.image}</dt>
            <dd>
              <code>{reference}</code>
              {bytes !== undefined && ` · ${saySize(bytes)}`}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
