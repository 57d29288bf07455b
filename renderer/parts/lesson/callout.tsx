import { CircleAlert, Info, Lightbulb, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { callouts, type Callout as CalloutKind } from '#contract/lesson-parts.ts'
import { useTexts } from '../../texts/use-texts.ts'

const icons: Readonly<Record<CalloutKind, LucideIcon>> = { NOTE: Info, TIP: Lightbulb, IMPORTANT: CircleAlert, WARNING: TriangleAlert, CAUTION: OctagonAlert }

/** A quotation, or one that says what it is: by its shape, by its word, and quietly by its colour. */
export function Callout({ kind, children }: { readonly kind: unknown; readonly children?: ReactNode }) {
  const { callout: words } = useTexts()
  const known = callouts.find((one) => one === kind)
  if (known === undefined) return <blockquote>{children}</blockquote>
  const Icon = icons[known]
  return (
    <div className="callout" data-kind={known} role="note">
      <p className="callout-word">
        <Icon size={14} aria-hidden="true" /> {words[known]}
      </p>
      {children}
    </div>
  )
}
