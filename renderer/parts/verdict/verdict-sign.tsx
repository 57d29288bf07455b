import type { Verdict } from '#contract/verdict.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './verdict.css'

const signs: Readonly<Record<Verdict['kind'], string>> = { passed: '✓', 'not-yet': '…', wrong: '≠', unknown: '?', spent: '↺' }

/** A verdict as a shape first and a colour second; its word is there for ears. */
export function VerdictSign({ kind }: { readonly kind: Verdict['kind'] }) {
  const { verdict } = useTexts()
  return (
    <span className="sign" data-verdict={kind} role="img" aria-label={verdict[kind]}>
      {signs[kind]}
    </span>
  )
}
