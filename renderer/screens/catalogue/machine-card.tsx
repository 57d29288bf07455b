import { useEffect } from 'react'
import type { DoctorResult } from '#contract/doctor.ts'
import { doctorTitles } from '#contract/messages/doctor.ts'
import type { ProblemCode } from '#contract/messages/problems.ts'
import { sayCount, sayProblem } from '#contract/say.ts'
import type { EngineStatus } from '#contract/status.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { Command } from '../../parts/chrome/command.tsx'
import { Prose } from '../../parts/problem/prose.tsx'
import { followDoctor, lookAgain, useDoctor } from '../../stores/doctor-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { clusterScene } from './cluster-scene.ts'

/** What a learner wonders about; everything else waits behind a click. */
const shown: readonly DoctorResult['id'][] = ['docker-version', 'memory', 'cpus', 'disk']

/**
 * What this machine has and lacks for labs, each with its way out. Looks again whenever the cluster becomes something else.
 * What the cluster's card says already is not said twice.
 */
export function MachineCard({ status }: { readonly status: EngineStatus }) {
  const { machine: texts } = useTexts()
  const locale = useLocale()
  const { results, isLooking } = useDoctor()
  useEffect(() => followDoctor(), [status.cluster.kind])
  const said = saidAlready(status)
  const problems = results?.filter(({ outcome }) => outcome.kind === 'problem' && outcome.problem.code !== said) ?? []
  const facts = results?.filter(({ id, outcome }) => outcome.kind === 'passed' && shown.includes(id)) ?? []
  const others = results?.filter(({ id, outcome }) => outcome.kind === 'passed' && !shown.includes(id)) ?? []
  if (results !== undefined && problems.length + facts.length === 0) return null
  return (
    <section className="card" aria-labelledby="machine-title">
      <h2 id="machine-title">
        {status.provider === 'kind' ? texts.title : texts.lent}
        {results !== undefined && problems.length > 0 && <small>{sayCount(texts.problems, problems.length, locale)}</small>}
      </h2>
      {results === undefined && <p className="soft">{texts.looking}</p>}
      <Passed results={facts} />
      {problems.map((result) => (
        <Finding key={result.id} result={result} />
      ))}
      {facts.length > 0 && problems.length === 0 && said === undefined && (
        <p className="well">
          <span className="sign" data-verdict="passed" aria-hidden="true">✓</span> {texts.well}
        </p>
      )}
      {others.length > 0 && (
        <details className="card-more">
          <summary>{texts.all}</summary>
          <Passed results={others} />
        </details>
      )}
      {results !== undefined && (
        <p className="actions">
          <Button disabled={isLooking} onClick={() => void lookAgain().catch(() => {})}>
            {isLooking ? texts.looking : texts.lookAgain}
          </Button>
        </p>
      )}
    </section>
  )
}

function saidAlready(status: EngineStatus): ProblemCode | undefined {
  const scene = clusterScene(status)
  return scene.kind === 'problem' ? scene.problem.code : undefined
}

function Passed({ results }: { readonly results: readonly DoctorResult[] }) {
  const locale = useLocale()
  return (
    <dl className="facts">
      {results.map(({ id, outcome }) =>
        outcome.kind === 'passed' ? (
          <div key={id}>
            <dt>{doctorTitles[id][locale]}</dt>
            <dd>{outcome.note}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

function Finding({ result: { id, outcome } }: { readonly result: DoctorResult }) {
  const locale = useLocale()
  if (outcome.kind === 'passed') return null
  const { says, why, hint } = sayProblem(outcome.problem, locale)
  return (
    <div className="finding">
      <h3>
        <span className="sign" data-verdict="wrong" aria-hidden="true">≠</span> {doctorTitles[id][locale]}
      </h3>
      <p><Prose text={says} /></p>
      {why !== undefined && <p className="soft"><Prose text={why} /></p>}
      <p className="soft"><Prose text={hint} /></p>
      {outcome.problem.fixes?.map((fix) => fix.kind === 'command' && <Command key={fix.command} command={fix.command} />)}
    </div>
  )
}
