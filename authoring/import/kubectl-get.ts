import { kindNamed, type KnownKind } from './kinds.ts'
import { type PathStep, pathIn } from './match-tree.ts'
import { shellWords } from './shell-words.ts'

/** What a `kubectl get` looks at. */
export interface Get {
  readonly kind: KnownKind
  readonly name?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly namespace?: string
  /** What it prints, where that is one field. */
  readonly path?: readonly PathStep[]
}

const flagsWithValue = new Set(['-n', '--namespace', '-o', '--output', '-l', '--selector', '--field-selector', '--context', '--kubeconfig', '--sort-by'])

/** Reads one `kubectl get` (or its short `k`); undefined for one that lists, prints more than a field, or is something else. */
export function readGet(command: string): Get | undefined {
  const words = shellWords(command.replaceAll(/\s*(?:\d?|&)>(?:&\d|\s*\/dev\/null)/g, ''))
  if ((words[0] !== 'kubectl' && words[0] !== 'k') || words.some((word) => /^[|;&<>]/.test(word))) return undefined
  const { flags, plain } = sorted(words.slice(1))
  const [verb, ...targets] = plain
  const [first = '', second] = targets.flatMap((word) => word.split('/'))
  const kind = kindNamed(first)
  if (verb !== 'get' || kind === undefined || targets.flatMap((word) => word.split('/')).length > 2) return undefined
  const labels = labelsOf(flags.get('-l') ?? flags.get('--selector'))
  const output = flags.get('-o') ?? flags.get('--output')
  const path = output?.startsWith('jsonpath=') ? pathIn(output.slice('jsonpath='.length)) : undefined
  const isReadable = output === undefined || path !== undefined || ['name', 'wide', 'yaml', 'json'].includes(output)
  if (!isReadable || (second === undefined && labels === undefined)) return undefined
  const namespace = flags.get('-n') ?? flags.get('--namespace')
  return { kind, ...(second !== undefined && { name: second }), ...(labels && { labels }), ...(namespace !== undefined && { namespace }), ...(path && { path }) }
}

function sorted(words: readonly string[]): { readonly flags: ReadonlyMap<string, string>; readonly plain: readonly string[] } {
  const flags = new Map<string, string>()
  const plain: string[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const [, name, joined] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? /^(-[onl])(?==?[^=\s])=?(.+)$/s.exec(word) ?? []
    if (name !== undefined && joined !== undefined) flags.set(name, joined)
    else if (flagsWithValue.has(word)) flags.set(word, words[(index += 1)] ?? '')
    else if (word.startsWith('-')) flags.set(word, '')
    else plain.push(word)
  }
  return { flags, plain }
}

function labelsOf(selector: string | undefined): Readonly<Record<string, string>> | undefined {
  const pairs = selector?.split(',').map((one) => one.split(/==?/))
  if (pairs === undefined || !pairs.every((pair): pair is [string, string] => pair.length === 2 && !(pair[0] ?? '!').endsWith('!'))) return undefined
  return Object.fromEntries(pairs)
}
