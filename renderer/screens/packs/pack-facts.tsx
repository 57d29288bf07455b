import { BadgeCheck, ShieldAlert } from 'lucide-react'
import { fillText } from '#contract/locale.ts'
import type { PackOrigin, PackSignature } from '#contract/pack.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** Where a pack is from, and what exactly was there. */
export function OriginFact({ origin: { source, revision } }: { readonly origin: PackOrigin }) {
  const { packs: texts } = useTexts()
  return <code>{revision === undefined ? source : fillText(texts.revision, { source, revision: revision.replace('sha256:', '').slice(0, 12) })}</code>
}

/** Who vouches for it, and what that is worth. */
export function SignatureFact({ signature }: { readonly signature: PackSignature }) {
  const { packs: texts } = useTexts()
  if (signature.kind === 'unsigned') {
    return (
      <span className="pack-sign" data-tone="wrong">
        <ShieldAlert size={15} aria-hidden="true" /> {texts.unsigned}
      </span>
    )
  }
  return (
    <div className="stack-tight">
      <span className="pack-sign" data-tone={signature.trust === 'came-along' ? 'plain' : 'ok'}>
        <BadgeCheck size={15} aria-hidden="true" /> {texts.trust[signature.trust]}
      </span>
      <code>{signature.key}</code>
      <span className="meta">“{signature.comment}”</span>
    </div>
  )
}
