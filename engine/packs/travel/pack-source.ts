import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ProblemError } from '#contract/problem.ts'

/** Where a pack is to be fetched. `source` is the whole as it can be asked for again. */
export type PackSource =
  | { readonly kind: 'folder'; readonly source: string }
  | { readonly kind: 'zip'; readonly source: string; readonly isRemote: boolean }
  | { readonly kind: 'git'; readonly source: string; readonly repository: string; readonly ref: string; readonly folder: string }
  | { readonly kind: 'oci'; readonly source: string; readonly registry: string; readonly name: string; readonly tag: string; readonly digest?: string }

/** Reads what a person typed. Addresses are told from paths by their scheme, as git, Docker and Helm tell them. */
export async function readSource(typed: string): Promise<PackSource> {
  const source = typed.trim()
  if (source === '' || source.length > 1000 || /\p{Cc}/u.test(source)) throw unclear(typed)
  if (source.startsWith('oci://')) return ociSource(source)
  if (/^git@[\w.-]+:/.test(source)) return gitSource(source, source)
  const [, scheme] = /^([A-Za-z][\w+.-]*):(?=\/\/|:)/.exec(source) ?? []
  return scheme === undefined ? localSource(resolve(source)) : addressSource(scheme.toLowerCase(), source)
}

function addressSource(scheme: string, source: string): PackSource {
  const protocol = scheme.replace(/^git\+/, '')
  const isGit = scheme.startsWith('git+') || ['ssh', 'file'].includes(scheme)
  if (protocol === 'http' && !isLoopback(source.replace(/^git\+/, ''))) throw unsafe('http')
  if (!['https', 'http', 'ssh', 'file'].includes(protocol)) throw unsafe(protocol)
  if (!isGit && /\.zip$/i.test(new URL(source).pathname)) return { kind: 'zip', source, isRemote: true }
  return gitSource(source, source.replace(/^git\+/, ''))
}

const refName = /^[A-Za-z0-9][\w./+-]{0,200}$/
const folderName = /^[A-Za-z0-9_][\w./-]{0,400}$/

/** `address#ref:folder`, as Docker writes the context of a build. */
function gitSource(source: string, address: string): PackSource {
  const [repository = '', fragment = '', ...more] = address.split('#')
  const [ref = '', folder = ''] = fragment.split(':')
  const isPlain = more.length === 0 && (ref === '' || refName.test(ref)) && (folder === '' || folderName.test(folder)) && !`${ref}/${folder}`.includes('..')
  // A host that begins with a dash would be read as an option by ssh.
  if (!isPlain || /^(\w+:\/\/)?([^/@]*@)?-/.test(repository)) throw unclear(source)
  return { kind: 'git', source, repository, ref: ref || 'HEAD', folder: folder.replace(/\/+$/, '') }
}

const ociName = /^oci:\/\/([A-Za-z0-9.-]+(?::\d{1,5})?)\/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/

function ociSource(source: string): PackSource {
  const [, registry, name, tag = 'latest', digest] = ociName.exec(source) ?? []
  if (registry === undefined || name === undefined) throw unclear(source)
  return { kind: 'oci', source, registry, name, tag, ...(digest === undefined ? {} : { digest }) }
}

async function localSource(source: string): Promise<PackSource> {
  const facts = await stat(source).catch(() => undefined)
  if (facts === undefined) throw new ProblemError({ code: 'pack-source-missing', params: { source } })
  if (facts.isDirectory()) return { kind: 'folder', source }
  if (!facts.isFile()) throw unclear(source)
  return { kind: 'zip', source, isRemote: false }
}

/** Plain HTTP is for registries and servers on this machine, as Docker has it. */
export function isLoopback(address: string): boolean {
  const { hostname } = new URL(address)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

const unclear = (source: string): ProblemError => new ProblemError({ code: 'pack-source-unclear', params: { source } })
const unsafe = (protocol: string): ProblemError => new ProblemError({ code: 'pack-way-unsafe', params: { protocol } })
