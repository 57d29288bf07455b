import { useState, type ReactNode } from 'react'
import { fillText } from '#contract/locale.ts'
import { sayEvidence } from '#contract/messages/checks.ts'
import type { Evidence } from '#contract/verdict.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { EvidencePlace } from './evidence-place.tsx'
import { SeeYourself } from './see-yourself.tsx'
import { shownValue } from './shown-value.ts'

interface DifferencesProps {
  readonly evidence: readonly Evidence[]
  readonly namespace: string | undefined
  readonly children?: ReactNode
}

/** The smallest difference first, with all that is known of it; the others, of this object or of others, on asking. */
export function Differences({ evidence, namespace, children }: DifferencesProps) {
  const { lab: texts } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const [first, ...others] = evidence
  if (first === undefined) return children === undefined ? null : <div className="why">{children}</div>
  return (
    <div className="why">
      <Difference evidence={first} namespace={namespace} />
      {others.length > 0 && (
        <button type="button" className="more-evidence" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? texts.lessEvidence : fillText(others.length === 1 ? texts.oneMoreEvidence : texts.moreEvidence, { count: others.length })}
        </button>
      )}
      {isOpen && (
        <ul className="other-evidence">
          {others.map((one) => (
            <li key={[one.code, one.object?.kind, one.object?.name, one.path, one.expression].join(' ')}>
              <Difference evidence={one} namespace={namespace} />
            </li>
          ))}
        </ul>
      )}
      {children}
    </div>
  )
}

function Difference({ evidence, namespace }: { readonly evidence: Evidence; readonly namespace: string | undefined }) {
  const locale = useLocale()
  return (
    <>
      <p>{sayEvidence(evidence, locale)}</p>
      <Values evidence={evidence} />
      <EvidencePlace evidence={evidence} namespace={namespace} />
      {evidence.command !== undefined && <SeeYourself command={evidence.command} />}
    </>
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
      <dd><Value className="expected" text={shownValue(expected)} /></dd>
      <dt>{words.actual}</dt>
      <dd><Value className="actual" text={actual === undefined ? '–' : shownValue(actual)} /></dd>
    </dl>
  )
}

/** A long value keeps its lines and is scrolled in a place of its own. */
function Value({ className, text }: { readonly className: string; readonly text: string }) {
  const isLong = text.length > 120 || text.includes('\n')
  return isLong ? <pre className={className} tabIndex={0}>{text}</pre> : <code className={className}>{text}</code>
}
