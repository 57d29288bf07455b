import { isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq, Lexer, LineCounter, parseAllDocuments, visit, type Document, type Node } from 'yaml'
import { packLimits } from './pack-limits.ts'
import { faultAt, type PackProblem, type Place } from './pack-problem.ts'

export type FieldPath = readonly PropertyKey[]

/** One parsed YAML document that still knows where everything stands. */
export interface YamlDocument {
  readonly file: string
  readonly value: unknown
  valueAt(path: FieldPath): unknown
  /** Where the field of that path stands, or the nearest thing above it that is written. */
  placeOf(path: FieldPath): Place
  /** Where the name of a field stands. */
  placeOfKey(path: FieldPath, key: string): Place
  /** Where a character inside a text value stands; both count from 1. */
  placeInside(path: FieldPath, line: number, column: number): Place
}

export type YamlResult = { readonly kind: 'parsed'; readonly documents: readonly YamlDocument[] } | { readonly kind: 'refused'; readonly problems: readonly PackProblem[] }

const refused = (...problems: PackProblem[]): YamlResult => ({ kind: 'refused', problems })

/** Parses untrusted YAML 1.2: plain values only, no tags, no duplicate keys, bounded in depth and in what aliases unfold to. Never throws. */
export function parseYaml(file: string, text: string): YamlResult {
  // The lexer neither recurses nor compares: what is too much is known before a parser that does both sees it.
  const excess = excessOf(text)
  if (excess !== undefined) return refused(faultAt({ file }, excess.code, { limit: excess.limit }))
  try {
    return parseBounded(file, text)
  } catch (error) {
    return refused(faultAt({ file }, 'yaml-syntax', { reason: firstLine(error) }))
  }
}

function parseBounded(file: string, text: string): YamlResult {
  const lines = new LineCounter()
  const parsed = parseAllDocuments(text, { lineCounter: lines, schema: 'core', resolveKnownTags: false, uniqueKeys: false, strict: true, prettyErrors: false, logLevel: 'silent' })
  const documents = Array.isArray(parsed) ? parsed : []
  if (documents.length > packLimits.documents) return refused(faultAt({ file }, 'yaml-documents', { found: documents.length }))
  const problems = documents.flatMap((document) => problemsOf(file, document, lines))
  if (problems.length > 0) return refused(...problems)
  return unfold(file, documents, { lines, text })
}

function unfold(file: string, documents: readonly Document[], source: YamlSource): YamlResult {
  try {
    const values = documents.map((document) => ({ document, value: document.toJS({ maxAliasCount: packLimits.aliases }) as unknown }))
    if (values.some(({ value }) => isDeeper(value, packLimits.yamlDepth))) return refused(faultAt({ file }, 'yaml-too-deep', { limit: packLimits.yamlDepth }))
    return { kind: 'parsed', documents: values.map(({ document, value }) => yamlDocument(file, { document, value, source })) }
  } catch {
    return refused(faultAt({ file }, 'yaml-aliases'))
  }
}

function problemsOf(file: string, document: Document, lines: LineCounter): PackProblem[] {
  const faults = document.errors.slice(0, packLimits.problems).map((error) => faultAt(placeAt(file, lines, error.pos[0]), 'yaml-syntax', { reason: firstLine(error) }))
  return faults.length > 0 ? faults : [...repeatedKeys(file, document, lines), ...tagsOf(file, document, lines)].slice(0, packLimits.problems)
}

/** The parser's own search compares every key with every other. */
function repeatedKeys(file: string, document: Document, lines: LineCounter): PackProblem[] {
  const faults: PackProblem[] = []
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : key
        if (seen.has(name) && isNode(key)) faults.push(faultAt(placeAt(file, lines, startOf(key)), 'yaml-duplicate-key'))
        seen.add(name)
      }
    },
  })
  return faults
}

function tagsOf(file: string, document: Document, lines: LineCounter): PackProblem[] {
  const faults: PackProblem[] = []
  visit(document, {
    Node(_, node) {
      if (!isAlias(node) && node.tag !== undefined && !plainTag.test(node.tag)) faults.push(faultAt(placeAt(file, lines, startOf(node)), 'yaml-tag', { found: node.tag }))
    },
  })
  return faults
}

/** The tags of plain values say nothing that YAML 1.2 does not know by itself. */
const plainTag = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/

interface YamlSource {
  readonly lines: LineCounter
  readonly text: string
}

function yamlDocument(file: string, { document, value, source }: { document: Document; value: unknown; source: YamlSource }): YamlDocument {
  const nodeAt = (path: FieldPath): Node | undefined => nearestNode(document, path)
  const at = (path: FieldPath, offset: number): Place => ({ ...placeAt(file, source.lines, offset), ...(path.length > 0 ? { field: printPath(path) } : {}) })
  return {
    file,
    value,
    valueAt: (path) => valueAt(value, path),
    placeOf: (path) => at(path, startOf(nodeAt(path))),
    placeOfKey: (path, key) => at([...path, key], startOf(keyOf(document, path, key) ?? nodeAt(path))),
    placeInside: (path, line, column) => ({ ...insideScalar(nodeAt(path), { file, source, line, column }), field: printPath(path) }),
  }
}

function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((inner, part) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, part) ? (inner as Record<PropertyKey, unknown>)[part] : undefined), value)
}

function nearestNode(document: Document, path: FieldPath): Node | undefined {
  let node: Node | null = document.contents
  for (const part of path) {
    const next = child(resolved(document, node), part)
    if (next === undefined) break
    node = next
  }
  return node ?? undefined
}

function child(node: Node | null, part: PropertyKey): Node | undefined {
  if (!isCollection(node) || typeof part === 'symbol') return undefined
  const found: unknown = isSeq(node) ? node.items[Number(part)] : isMap(node) ? pairOf(node, String(part))?.value : undefined
  return isNode(found) ? found : undefined
}

function pairOf(node: Node | null, key: string): { key: unknown; value: unknown } | undefined {
  if (!isMap(node)) return undefined
  return node.items.find((pair) => isPair(pair) && String(isScalar(pair.key) ? pair.key.value : pair.key) === key)
}

function keyOf(document: Document, path: FieldPath, key: string): Node | undefined {
  const found = pairOf(resolved(document, nearestNode(document, path) ?? null), key)?.key
  return isNode(found) ? found : undefined
}

const resolved = (document: Document, node: Node | null): Node | null => (isAlias(node) ? (node.resolve(document) ?? null) : node)

const startOf = (node: Node | undefined): number => node?.range?.[0] ?? 0

function placeAt(file: string, lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) }
}

/** Quotes shift a text by one; a block scalar starts on the line after its mark, indented. */
function insideScalar(node: Node | undefined, at: { file: string; source: YamlSource; line: number; column: number }): Place {
  const start = placeAt(at.file, at.source.lines, startOf(node))
  if (!isScalar(node) || start.line === undefined || start.column === undefined) return start
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
    const line = start.line + at.line
    const written = at.source.text.split('\n')[line - 1] ?? ''
    return { ...start, line, column: written.length - written.trimStart().length + at.column }
  }
  if (at.line > 1) return start
  return { ...start, column: start.column + at.column - 1 + (node.type?.startsWith('QUOTE') ? 1 : 0) }
}

/** `steps[0].checks[1].object.kind` */
export function printPath(path: FieldPath): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '')
}

interface Excess {
  readonly code: 'yaml-too-deep' | 'yaml-too-long' | 'yaml-aliases'
  readonly limit: number
}

/** Counts brackets that are open, and dashes in one line: `- - - -` nests too. */
function excessOf(text: string): Excess | undefined {
  let [open, inLine, tokens, aliases] = [0, 0, 0, 0]
  for (const token of new Lexer().lex(text)) {
    tokens += 1
    if (token.startsWith('\n') || token.startsWith('\r')) inLine = 0
    else if (token === '[' || token === '{') open += 1
    else if (token === ']' || token === '}') open = Math.max(0, open - 1)
    else if (token === '-' || token === '?' || token === ':') inLine += 1
    else if (token.startsWith('*')) aliases += 1
    if (open > packLimits.yamlDepth || (open === 0 && inLine > 2 * packLimits.yamlDepth)) return { code: 'yaml-too-deep', limit: packLimits.yamlDepth }
    if (aliases > packLimits.aliases) return { code: 'yaml-aliases', limit: packLimits.aliases }
    if (tokens > packLimits.yamlTokens) return { code: 'yaml-too-long', limit: packLimits.yamlTokens }
  }
  return undefined
}

function isDeeper(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return limit === 0 || Object.values(value).some((inner) => isDeeper(inner, limit - 1))
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
