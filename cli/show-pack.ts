import pc from 'picocolors'
import { needTexts } from '#contract/messages/needs.ts'
import type { PackAsks, PackInspection, PackOrigin, PackSignature, PackView } from '#contract/pack.ts'
import { sayList, sayPackText } from '#contract/say.ts'
import type { Cli } from './context.ts'

type Speaker = Pick<Cli, 'say' | 'locale'>

/** `✓ mlops  MLOps, 1.2.0, 4 labs`, and below it where it is from, who vouches for it and what it asks for. */
export function packLines(view: PackView, cli: Speaker): readonly string[] {
  const { pack, version, title, labs } = view
  const pinned = view.kind === 'installed' && view.pinned ? ` ${pc.yellow(cli.say('packPinned'))}` : ''
  const head = `${pc.bold(pack)}  ${sayPackText(title, cli.locale)}, ${cli.say(labs.length === 1 ? 'packOfOne' : 'packOf', { version, count: labs.length })}${pinned}`
  return [head, ...detailLines(view, cli)]
}

function detailLines(view: PackView, cli: Speaker): readonly string[] {
  switch (view.kind) {
    case 'built-in':
      return [`    ${pc.dim(cli.say('packBuiltIn'))}`]
    case 'by-hand':
      return [`    ${pc.dim(cli.say('packByHand', { folder: view.folder }))}`, row('packAsksFor', asksWords(view.asks, cli), cli)]
    case 'installed':
      return [row('packFrom', originWords(view.origin, cli), cli), row('packSignature', signatureWords(view.signature, cli), cli), row('packAsksFor', asksWords(view.asks, cli), cli)]
  }
}

/** Everything that a person should know before they trust a pack. */
export function inspectionLines(inspection: PackInspection, cli: Speaker): readonly string[] {
  const { title, pack, version, change, origin, signature, licence, authors, labs, files, bytes, asks } = inspection
  const versions = change.kind === 'update' ? cli.say('packFromVersion', { from: change.from, to: version }) : version
  const held = cli.say('packHeld', { labs: sayList(labs.map((lab) => sayPackText(lab, cli.locale)), cli.locale), files, kilobytes: Math.ceil(bytes / 1000) })
  return [
    `${pc.bold(sayPackText(title, cli.locale))} ${pc.dim(pack)} ${versions}`,
    row('packFrom', originWords(origin, cli), cli),
    row('packSignature', signature.kind === 'unsigned' ? pc.yellow(signatureWords(signature, cli)) : signatureWords(signature, cli), cli),
    row('packMadeBy', `${sayList(authors, cli.locale)} (${licence})`, cli),
    row('packHolds', held, cli),
    change.kind === 'update' ? row('packAsksMore', moreWords(change.asksMore, cli), cli) : row('packAsksFor', asksWords(asks, cli), cli),
  ]
}

function row(name: Parameters<Cli['say']>[0], words: string, { say }: Speaker): string {
  const label = say(name)
  return `    ${pc.dim(label)}${' '.repeat(Math.max(1, 16 - columnsOf(label)))}${words}`
}

/** A Korean letter is two columns wide. */
const columnsOf = (text: string): number => text.length + (text.match(/\p{Script=Hangul}/gu) ?? []).length

export function originWords({ source, revision }: PackOrigin, { say }: Speaker): string {
  return revision === undefined ? source : say('packAt', { source, revision: revision.replace(/^sha256:/, '').slice(0, 12) })
}

function signatureWords(signature: PackSignature, { say }: Speaker): string {
  if (signature.kind === 'unsigned') return say('packUnsigned')
  return say('packSigned', { key: signature.key, comment: signature.comment, trust: say(`packTrust-${signature.trust}`) })
}

function asksWords({ capabilities, privileged, rights, components, images }: PackAsks, { say, locale }: Speaker): string {
  const asked = [...capabilities.map((one) => needTexts[one][locale]), ...(privileged ? [needTexts['podSecurity: privileged'][locale]] : [])]
  const named = (key: 'packRights' | 'packComponents' | 'packImages', names: readonly string[]): string[] => (names.length === 0 ? [] : [say(key, { names: names.join(', ') })])
  return [...asked, ...named('packRights', rights), ...named('packComponents', components), ...named('packImages', images)].join('; ')
}

function moreWords(asks: PackAsks, cli: Speaker): string {
  const words = asksWords(asks, cli)
  return words === '' ? cli.say('packAsksNothingMore') : pc.yellow(words)
}
