import type { CheckState } from '#contract/attempt.ts'
import type { Json } from '#contract/check.ts'
import { fillText, type Locale } from '#contract/locale.ts'
import { sayEvidence } from '#contract/messages/checks.ts'
import { sayDuration, sayPackText, sayProblem } from '#contract/say.ts'
import type { Evidence, Verdict } from '#contract/verdict.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { Command } from '../chrome/command.tsx'
import { VerdictSign } from './verdict-sign.tsx'

/** One check: its verdict, and as much of the why as the lab reveals. */
export function CheckPanel({ check }: { readonly check: CheckState }) {
  const locale = useLocale()
  const { verdict: words } = useTexts()
  return (
    <li className="check" data-verdict={check.verdict.kind}>
      <VerdictSign kind={check.verdict.kind} />
      <span className="check-title">{sayPackText(check.title, locale)}</span>
      <span className="check-meta">{check.verdict.kind === 'passed' ? timeOf(check.since, locale) : words[check.verdict.kind]}</span>
      <Why verdict={check.verdict} />
    </li>
  )
}

const timeOf = (at: number, locale: Locale): string => new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })

function Why({ verdict }: { readonly verdict: Verdict }) {
  const locale = useLocale()
  const { lab } = useTexts()
  switch (verdict.kind) {
    case 'passed':
      return null
    case 'unknown': {
      const { says, hint } = sayProblem(verdict.problem, locale)
      return <div className="why"><p>{says}</p><p>{hint}</p></div>
    }
    case 'not-yet':
      if (verdict.holding !== undefined) return <div className="why"><p>{fillText(lab.holding, { duration: sayDuration(verdict.holding.for, locale) })}</p></div>
      return <Differences evidence={verdict.evidence} />
    case 'wrong':
    case 'spent':
      return <Differences evidence={verdict.evidence} />
  }
}

/** The smallest difference first and alone: the others follow once it is mended. */
function Differences({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const locale = useLocale()
  const [first] = evidence
  if (first === undefined) return null
  return (
    <div className="why">
      <p>{sayEvidence(first, locale)}</p>
      <Values evidence={first} />
      {first.command !== undefined && <Command command={first.command} />}
    </div>
  )
}

function Values({ evidence: { path, expected, actual } }: { readonly evidence: Evidence }) {
  const { evidence: words } = useTexts()
  if (path === undefined || expected === undefined) return null
  return (
    <dl className="values">
      <dt>{words.path}</dt>
      <dd><code>{path}</code></dd>
      <dt>{words.expected}</dt>
      <dd><code className="expected">{shown(expected)}</code></dd>
      <dt>{words.actual}</dt>
      <dd><code className="actual">{actual === undefined ? '–' : shown(actual)}</code></dd>
    </dl>
  )
}

const shown = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
