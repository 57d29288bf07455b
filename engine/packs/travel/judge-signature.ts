import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackSignature } from '#contract/pack.ts'
import { ProblemError } from '#contract/problem.ts'
import { isSignedBy, readKey, readSignature, type FileSignature, type SignerKey } from './minisign.ts'
import { readList, signingFiles, type PackContents } from './pack-contents.ts'
import { shown } from './unpack.ts'

/** The keys that may be believed, each with its reason. */
export interface KnownKeys {
  /** What the person gave with the pack's source: it must be this one. */
  readonly given?: string
  /** What the installed version is signed with: it must be this one. */
  readonly before?: string
  /** What other packs that are installed are signed with. */
  readonly others: readonly string[]
}

/** Holds a pack to its list, and the list to its signature. */
export async function judgeSignature(folder: string, contents: PackContents, known: KnownKeys): Promise<PackSignature> {
  const [list, signature, key] = await Promise.all([signingFiles.list, signingFiles.signature, signingFiles.key].map((name) => readFile(join(folder, name)).catch(() => undefined)))
  if (list !== undefined) holdToList(contents, list.toString('utf8'))
  const must = readGiven(known.given) ?? readGiven(known.before)
  if (signature === undefined) return unsigned(must)
  if (list === undefined) throw new ProblemError({ code: 'pack-list-missing', params: {} })
  const read = readSignature(signature.toString('utf8'))
  if (read === undefined) throw new ProblemError({ code: 'pack-signature-unreadable', params: { path: signingFiles.signature } })
  const { signer, trust } = chooseKey(read, known, key?.toString('utf8'))
  if (!isSignedBy(signer, read, list)) throw new ProblemError({ code: 'pack-signature-wrong', params: {} })
  return { kind: 'signed', key: signer.text, comment: shown(read.comment), trust }
}

function unsigned(must: SignerKey | undefined): PackSignature {
  if (must !== undefined) throw new ProblemError({ code: 'pack-signature-gone', params: { expected: must.id } })
  return { kind: 'unsigned' }
}

type Believed = Pick<Extract<PackSignature, { kind: 'signed' }>, 'trust'> & { readonly signer: SignerKey }

/** A key that must be is the only one that may be; else one that is known, and last the one that came along. */
function chooseKey({ keyId }: FileSignature, { given, before, others }: KnownKeys, along: string | undefined): Believed {
  const [asked, former] = [readGiven(given), readGiven(before)]
  const must = asked ?? former
  if (must !== undefined && must.id !== keyId) throw new ProblemError({ code: 'pack-key-other', params: { found: keyId, expected: must.id } })
  if (must !== undefined) return { signer: must, trust: asked === undefined ? 'same-as-before' : 'given' }
  const known = others.map(readKey).find((key) => key?.id === keyId)
  if (known !== undefined) return { signer: known, trust: 'signed-another' }
  const own = along === undefined ? undefined : readKey(along)
  if (own?.id !== keyId) throw new ProblemError({ code: 'pack-key-missing', params: { keyId } })
  return { signer: own, trust: 'came-along' }
}

function readGiven(text: string | undefined): SignerKey | undefined {
  if (text === undefined) return undefined
  const key = readKey(text)
  if (key === undefined) throw new ProblemError({ code: 'pack-key-unreadable', params: { key: shown(text) } })
  return key
}

/** Names the first file, in the order of names, that is not as the list says. */
function holdToList({ digests }: PackContents, text: string): void {
  const listed = readList(text)
  if (listed === undefined) throw new ProblemError({ code: 'pack-list-differs', params: { path: signingFiles.list } })
  const paths = [...new Set([...listed.keys(), ...digests.keys()])].toSorted()
  const other = paths.find((path) => listed.get(path) !== digests.get(path))
  if (other !== undefined) throw new ProblemError({ code: 'pack-list-differs', params: { path: shown(other) } })
}
