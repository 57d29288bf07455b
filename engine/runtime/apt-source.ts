import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** A package mirror and the keyring that its signatures are checked against. */
export interface AptSource {
  readonly uri: string
  readonly keyring: string
}

const debian: AptSource = { uri: 'http://deb.debian.org/debian', keyring: '/usr/share/keyrings/debian-archive-keyring.gpg' }

/** The mirror that this Debian itself uses. */
export async function readAptSource(): Promise<AptSource> {
  const files = ['/etc/apt/sources.list', ...globSync('/etc/apt/sources.list.d/*.{sources,list}').toSorted()]
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))
  return texts.map(aptSourceFrom).find((source) => source !== undefined) ?? debian
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
  return { uri, keyring: field('Signed-By') || debian.keyring }
}

function lineSource(line: string): AptSource | undefined {
  const [, options = '', uri = '', components = ''] = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+\S+\s+(.*)$/.exec(line.trim()) ?? []
  if (!isMainArchive(uri, components)) return undefined
  return { uri, keyring: /signed-by=(\S+)/i.exec(options)?.[1] ?? debian.keyring }
}

export function sourceStanza({ uri, keyring }: AptSource, suite: string): string {
  return `Types: deb\nURIs: ${uri}\nSuites: ${suite}\nComponents: main\nSigned-By: ${keyring}\n`
}
