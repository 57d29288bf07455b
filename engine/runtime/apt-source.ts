import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { ProblemError } from '#contract/problem.ts'

/** A package mirror and the keyring that its signatures are checked against. */
export interface AptSource {
  readonly uri: string
  readonly keyring: string
}

const usualKeyring = '/usr/share/keyrings/debian-archive-keyring.gpg'

/** The mirror of Debian's main archive that KINDLAB_DEBIAN_MIRROR names, else the one that this machine's apt is set to. We know of none ourselves. */
export async function readAptSource(environment: NodeJS.ProcessEnv = process.env, texts: () => Promise<readonly string[]> = sourceTexts): Promise<AptSource> {
  const named = environment['KINDLAB_DEBIAN_MIRROR']
  if (named !== undefined && named !== '') return { uri: named, keyring: usualKeyring }
  const source = (await texts()).map(aptSourceFrom).find((found) => found !== undefined)
  if (source === undefined) throw new ProblemError({ code: 'no-debian-archive', params: {} })
  return source
}

function sourceTexts(): Promise<readonly string[]> {
  const files = ['/etc/apt/sources.list', ...globSync('/etc/apt/sources.list.d/*.{sources,list}').toSorted()]
  return Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))
}

/** The main Debian archive in a sources file of either format (sources.list(5)); mirrors of security updates are not it. */
export function aptSourceFrom(text: string): AptSource | undefined {
  return text.split(/\n\s*\n/).map(stanzaSource).find((source) => source !== undefined) ?? text.split('\n').map(lineSource).find((source) => source !== undefined)
}

const isMainArchive = (uri: string, components: string): boolean => /\/debian\/?$/.test(uri) && /\bmain\b/.test(components)

function stanzaSource(stanza: string): AptSource | undefined {
  const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(\\S.*)$`, 'im').exec(stanza)?.[1]?.trim() ?? ''
  const uri = field('URIs').split(/\s+/)[0] ?? ''
  if (!isMainArchive(uri, field('Components'))) return undefined
  return { uri, keyring: field('Signed-By') || usualKeyring }
}

function lineSource(line: string): AptSource | undefined {
  const [, options = '', uri = '', components = ''] = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+\S+\s+(.*)$/.exec(line.trim()) ?? []
  if (!isMainArchive(uri, components)) return undefined
  return { uri, keyring: /signed-by=(\S+)/i.exec(options)?.[1] ?? usualKeyring }
}

export function sourceStanza({ uri, keyring }: AptSource, suite: string): string {
  return `Types: deb\nURIs: ${uri}\nSuites: ${suite}\nComponents: main\nSigned-By: ${keyring}\n`
}
