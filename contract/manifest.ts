import { isAlias, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Document, type ParsedNode, type YAMLMap } from 'yaml'

/** A stretch of a text, lines and columns from 1, the end exclusive, as editors count. */
export interface TextRange {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
}

/** Where a field of a manifest is written. `value` is the scalar there, undefined for anything else. */
export interface FieldPlace {
  /** Whether the whole path is written; otherwise `at` is the nearest field above it. */
  readonly isWritten: boolean
  readonly at: TextRange
  readonly value: unknown
}

/** One YAML document of a manifest. */
export interface ManifestDocument {
  /** The plain value; undefined where it cannot be read. */
  readonly value: unknown
  readonly errors: readonly { readonly message: string; readonly at: TextRange }[]
  /** Where a path leads (`spec.containers[name=web].image`, `.spec.ports[0]`, `metadata.labels['app.kubernetes.io/name']`). */
  place(path: string): FieldPlace
}

/** Reads a manifest's documents, empty ones left out, keeping where everything is written. */
export function readManifest(text: string): readonly ManifestDocument[] {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false })
  if (!Array.isArray(documents)) return []
  return documents.flatMap((document) => (isEmpty(document) ? [] : [manifestDocument(document, lines)]))
}

const isEmpty = ({ contents, errors }: Document.Parsed): boolean => errors.length === 0 && (contents === null || (isScalar(contents) && contents.value === null))

function manifestDocument(document: Document.Parsed, lines: LineCounter): ManifestDocument {
  const rangeOf = rangesIn(lines)
  const { value, failure } = valueOf(document)
  const errors = document.errors.map(({ message, pos: [start, end] }) => ({ message, at: rangeOf(start, end) }))
  const whole = rangeOf(document.contents?.range?.[0] ?? document.range[0])
  return {
    value,
    errors: failure === undefined ? errors : [...errors, { message: failure, at: whole }],
    place: (path) => {
      const { node, key, isWritten } = walk(document.contents, path)
      const shown = isWritten && isScalar(node) && node.range[1] > node.range[0] ? node : (key ?? node)
      const [start = 0, end = 0] = shown?.range ?? []
      return { isWritten, at: isScalar(shown) ? rangeOf(start, end) : rangeOf(start), value: isWritten && isScalar(node) ? node.value : undefined }
    },
  }
}

/** A value with too many aliases is refused while it is built; that is an error of the text like any other. */
function valueOf(document: Document.Parsed): { readonly value?: unknown; readonly failure?: string } {
  if (document.errors.length > 0) return {}
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown }
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}

/** A range from offsets; without an end, or over several lines, it is a mark of one character. */
function rangesIn(lines: LineCounter): (start: number, end?: number) => TextRange {
  return (start, end = start + 1) => {
    const from = lines.linePos(start)
    const to = lines.linePos(Math.max(end, start + 1))
    const isOneLine = from.line === to.line
    const startLine = Math.max(from.line, 1)
    const startColumn = Math.max(from.col, 1)
    return { startLine, startColumn, endLine: startLine, endColumn: isOneLine ? to.col : startColumn + 1 }
  }
}

interface Walk {
  readonly node: ParsedNode | null
  /** The key under which the node is written; list items have none. */
  readonly key: ParsedNode | undefined
  readonly isWritten: boolean
}

/** Follows a path as far as the text goes. */
function walk(contents: ParsedNode | null, path: string): Walk {
  let here: Walk = { node: contents, key: undefined, isWritten: true }
  let rest = path.replace(/^\./, '')
  while (rest !== '') {
    const next = step(here.node, rest)
    if (next === undefined) return { ...here, isWritten: false }
    here = { node: next.node, key: next.key ?? next.node ?? here.key, isWritten: true }
    rest = next.rest.replace(/^\./, '')
  }
  return here
}

interface Step {
  readonly node: ParsedNode | null
  readonly key: ParsedNode | undefined
  readonly rest: string
}

function step(node: ParsedNode | null, rest: string): Step | undefined {
  if (isMap(node)) return mapStep(node as YAMLMap.Parsed, rest)
  const [whole = '', label = ''] = /^\[([^\]]*)\]/.exec(rest) ?? []
  if (!isSeq(node) || whole === '') return undefined
  const item = /^\d+$/.test(label) ? node.items[Number(label)] : node.items.find((one) => isMap(one) && hasLabel(one as YAMLMap.Parsed, label))
  // Items of a parsed list are parsed nodes; the library's type says so only of the list as a whole.
  return item === undefined || isAlias(item) ? undefined : { node: item as ParsedNode, key: undefined, rest: rest.slice(whole.length) }
}

/** Servers write keys with dots as they are (`labels.app.kubernetes.io/name`), so the longest written key that fits is meant. */
function mapStep(map: YAMLMap.Parsed, rest: string): Step | undefined {
  const [quoted = '', single, double, bare] = /^\[(?:'([^']*)'|"([^"]*)"|([^\]]*))\]/.exec(rest) ?? []
  const wanted = single ?? double ?? bare
  const fits = map.items.filter(({ key }) => {
    const name = nameOf(key)
    return wanted === undefined ? rest === name || rest.startsWith(`${name}.`) || rest.startsWith(`${name}[`) : name === wanted
  })
  const pair = fits.toSorted((one, other) => nameOf(other.key).length - nameOf(one.key).length)[0]
  return pair && { node: pair.value, key: pair.key, rest: rest.slice(wanted === undefined ? nameOf(pair.key).length : quoted.length) }
}

const nameOf = (key: ParsedNode): string => (isScalar(key) ? String(key.value) : '')

/** `name=web`, `containerPort=80,protocol="TCP"`: a field that the text leaves to its default does not tell items apart. */
function hasLabel(item: YAMLMap.Parsed, label: string): boolean {
  return label.split(',').every((part, index) => {
    const [, key = '', value = ''] = /^([^=]+)="?([^"]*)"?$/.exec(part) ?? []
    const written = item.get(key, true)
    return isScalar(written) ? String(written.value) === value : index > 0
  })
}
