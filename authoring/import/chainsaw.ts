import { posix } from 'node:path'
import { boundValue } from './assertion-tree.ts'
import type { ImportReport, SourcePlace } from './import-notes.ts'
import type { ImportedLab } from './imported-lab.ts'
import type { Bindings } from './jmespath-cel.ts'
import { meantBy } from './kuttl.ts'
import { kindNamed } from './kinds.ts'
import { relativeTo, type SourceFolder } from './source-folder.ts'
import { fieldsOf, type Fields, isFields, listOf, readSource, type SourceDocument, textOf } from './source-yaml.ts'
import { TestLab } from './test-lab.ts'

/** A test of chainsaw: `chainsaw-test.yaml` and the files that it names. */
export function importChainsawTest(source: SourceFolder, folder: string, report: ImportReport): ImportedLab | undefined {
  const file = ['chainsaw-test.yaml', 'chainsaw-test.yml'].map((name) => relativeTo(folder, name)).find((one) => source.has(one)) ?? ''
  const read = readSource(file, source.text(file) ?? '')
  if (read.reason !== undefined) {
    report.add('lost', { file, line: read.line }, 'unreadable', { reason: read.reason })
    return undefined
  }
  const [test] = read.documents.filter(({ value }) => value['kind'] === 'Test')
  return test === undefined ? undefined : new ChainsawTest(source, report).read(test)
}

type Path = readonly (string | number)[]

/** A piece of a test, with where it stands and what names are bound there. */
interface Piece {
  readonly document: SourceDocument
  readonly path: Path
  readonly value: Fields
  readonly bindings: Bindings
}

const namespace = '${ns.main}'

class ChainsawTest {
  readonly #source: SourceFolder
  readonly #lab: TestLab
  /** A file that a test gives to a template is named from the test. */
  #testFile = ''

  constructor(source: SourceFolder, report: ImportReport) {
    this.#source = source
    this.#lab = new TestLab(report)
  }

  read(document: SourceDocument): ImportedLab | undefined {
    this.#testFile = document.file
    const spec = fieldsOf(document.value['spec'])
    const whole: Piece = { document, path: ['spec'], value: spec, bindings: new Map([['namespace', namespace]]) }
    for (const key of Object.keys(spec)) if (!['steps', 'bindings', 'catch', 'description'].includes(key)) this.#note('unneeded', whole, [key], 'harness')
    if (spec['catch'] !== undefined) this.#note('unneeded', whole, ['catch'], 'collected')
    const bindings = this.#bound(whole)
    listOf(spec['steps']).forEach((step, index) => this.#step({ document, path: ['spec', 'steps', index], value: fieldsOf(step), bindings }, index))
    const title = textOf(fieldsOf(document.value['metadata'])['name']) || posix.basename(posix.dirname(document.file))
    return this.#lab.finish(title, textOf(spec['description']).trim() || `Made of the test ${title}.`)
  }

  #step(step: Piece, index: number): void {
    this.#lab.beginStep(textOf(step.value['name']) || `Step ${index + 1}`, placeOf(step, []))
    const { use } = step.value
    if (isFields(use)) this.#template(step, use)
    this.#operations(step)
  }

  #operations(step: Piece): void {
    const bindings = this.#bound(step)
    listOf(step.value['try']).forEach((operation, index) => this.#operation({ ...step, path: [...step.path, 'try', index], value: fieldsOf(operation), bindings }))
    if (step.value['catch'] !== undefined) this.#note('unneeded', step, ['catch'], 'collected')
    for (const key of ['finally', 'cleanup']) if (step.value[key] !== undefined) this.#note('unneeded', step, [key], 'cleaned')
  }

  /** A step that is written once for many tests, with what this one puts into it. */
  #template(step: Piece, use: Fields): void {
    const path = textOf(use['template'])
    const file = relativeTo(posix.dirname(step.document.file), path)
    const [document] = readSource(file, this.#source.text(file) ?? '').documents
    if (document === undefined) return this.#note('lost', step, ['use'], 'template', { found: path })
    const spec: Piece = { document, path: ['spec'], value: fieldsOf(document.value['spec']), bindings: this.#bound(step) }
    const given = this.#bound({ ...step, value: fieldsOf(use['with']), path: [...step.path, 'use', 'with'], bindings: this.#bound(spec) })
    // What a test gives counts, whatever the template would take without it.
    this.#operations({ ...spec, value: { ...spec.value, bindings: [] }, bindings: given })
  }

  /** Names that stand for values; one that must be worked out stays unknown. */
  #bound(piece: Piece): Bindings {
    const bindings = new Map(piece.bindings)
    listOf(piece.value['bindings']).forEach((one, index) => {
      const { name, value } = fieldsOf(one)
      const known = boundValue(value, bindings)
      if (known === undefined) this.#note('lost', piece, ['bindings', index], 'expression', { found: textOf(value).slice(0, 100) })
      else bindings.set(textOf(name), known)
      if (known !== undefined) this.#note('became', piece, ['bindings', index], 'binding')
    })
    return bindings
  }

  #operation(operation: Piece): void {
    const [name] = Object.keys(operation.value).filter((key) => !['description', 'timeout', 'bindings', 'outputs', 'compiler', 'cluster', 'clusters'].includes(key))
    const inner: Piece = { ...operation, path: [...operation.path, name ?? ''], value: fieldsOf(operation.value[name ?? '']) }
    switch (name) {
      case 'apply':
      case 'create':
      case 'update':
      case 'patch':
        return this.#apply(inner, name)
      case 'assert':
        return this.#objects(inner, ({ tree, place, bindings }) => this.#lab.assert(tree, place, bindings))
      case 'error':
        return this.#objects(inner, ({ tree, place, bindings }) => this.#lab.refute(tree, place, bindings))
      case 'delete':
        return this.#delete(inner)
      case 'script':
      case 'command':
        return this.#script(inner)
      case 'wait':
        return this.#wait(inner)
      case 'sleep':
        return this.#note('unneeded', inner, [], 'waiting')
      case 'describe':
      case 'events':
      case 'podLogs':
      case 'get':
        return this.#note('unneeded', inner, [], 'collected')
      default:
        return this.#note('lost', operation, [], 'operation', { found: name ?? '?' })
    }
  }

  #apply(apply: Piece, verb: string): void {
    const expectsError = listOf(apply.value['expect']).some((one) => /\$error/.test(JSON.stringify(one)) && !/\(\$error\)":null|\$error == null\)":true|\$error != null\)":false/.test(JSON.stringify(one)))
    if (expectsError) return this.#note('lost', apply, [], 'expectedError')
    this.#objects(apply, ({ tree, place, bindings }) => {
      const { value, unknown } = filledIn(tree, bindings)
      if (unknown.length > 0) this.#lab.report.add('lost', place, 'expression', { found: unknown[0]?.slice(0, 100) ?? '' })
      else if (verb === 'patch') this.#patch(value, place)
      else this.#lab.apply([value], place)
    })
  }

  #patch(object: Fields, place: SourcePlace): void {
    const { apiVersion: _apiVersion, kind, metadata, ...change } = object
    const { name, namespace: where, ...others } = fieldsOf(metadata)
    const body = JSON.stringify({ ...(Object.keys(others).length > 0 && { metadata: others }), ...change })
    const resource = kindNamed(textOf(kind))?.resource ?? textOf(kind).toLowerCase()
    this.#lab.run(`kubectl patch ${resource} ${textOf(name)}${textOf(where) === '' || where === namespace ? '' : ` -n ${textOf(where)}`} --type=merge -p '${body.replaceAll("'", "'\\''")}'`, place)
  }

  #delete(operation: Piece): void {
    const { ref, file } = operation.value
    if (file !== undefined) return this.#objects(operation, ({ tree, place }) => this.#lab.delete(meantBy({ ...tree, name: fieldsOf(tree['metadata'])['name'], namespace: fieldsOf(tree['metadata'])['namespace'] }), place))
    const { value, unknown } = filledIn(fieldsOf(ref), operation.bindings)
    if (unknown.length > 0 || textOf(value['kind']) === '') this.#note('lost', operation, [], 'expression', { found: unknown[0] ?? 'ref' })
    else this.#lab.delete(meantBy({ ...value, ...(value['namespace'] === namespace && { namespace: '' }) }), placeOf(operation, []))
  }

  #script(operation: Piece): void {
    const { content, entrypoint, args, check, env } = operation.value
    const script = textOf(content) || [textOf(entrypoint), ...listOf(args).map((one) => shellQuoted(String(one)))].join(' ')
    const given = listOf(env).map((one) => [textOf(fieldsOf(one)['name']), boundValue(fieldsOf(one)['value'], operation.bindings)] as const)
    if (given.some(([, value]) => value === undefined) || /(^|\s)(\.\.?\/|source\s)|\S\.sh\b/m.test(script)) return this.#note('lost', operation, [], 'scriptLine', { found: script.trim().split('\n')[0]?.slice(0, 80) ?? '' })
    const whole = `${given.map(([name, value]) => `export ${name}=${shellQuoted(String(value))}\n`).join('')}${script}`
    const said = checkOf(fieldsOf(check))
    const place = placeOf(operation, [])
    if (said.kind === 'opaque') this.#lab.report.add('lost', place, 'expression', { found: said.found.slice(0, 100) })
    if (said.kind === 'none' || said.kind === 'opaque') this.#lab.run(whole, place)
    else this.#lab.command(whole, said.matches, place)
  }

  #wait(operation: Piece): void {
    const { value, unknown } = filledIn(operation.value, operation.bindings)
    const meant = meantBy({ ...value, labels: labelsIn(textOf(value['selector'])), ...(value['namespace'] === namespace && { namespace: '' }) })
    const { condition, deletion, jsonPath } = fieldsOf(value['for'])
    const place = placeOf(operation, [])
    if (unknown.length > 0 || meant.kind === '') return this.#note('lost', operation, [], 'expression', { found: unknown[0] ?? 'wait' })
    const object = { apiVersion: meant.apiVersion, kind: meant.kind, metadata: { ...(meant.name !== undefined && { name: meant.name }), ...(meant.labels !== undefined && { labels: meant.labels }), ...(meant.namespace !== undefined && { namespace: meant.namespace }) } }
    if (deletion !== undefined) return this.#lab.delete(meant, place)
    if (isFields(condition)) return this.#lab.assert({ ...object, status: { conditions: [{ type: textOf(condition['name']), status: capital(textOf(condition['value']) || 'True') }] } }, place)
    const path = isFields(jsonPath) ? /^\{?\.?([\w.]+)\}?$/.exec(textOf(jsonPath['path']))?.[1]?.split('.') : undefined
    if (path === undefined || !isFields(jsonPath)) return this.#note('lost', operation, [], 'operation', { found: 'wait' })
    this.#lab.assert({ ...object, ...(path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), jsonPath['value']) as Fields) }, place)
  }

  /** The objects that an operation names: written there, or in files. */
  #objects(operation: Piece, take: (found: { readonly tree: Fields; readonly place: SourcePlace; readonly bindings: Bindings }) => void): void {
    const bindings = this.#bound(operation)
    const { resource, file } = operation.value
    if (isFields(resource)) return take({ tree: resource, place: placeOf(operation, ['resource']), bindings })
    const named = boundValue(file, bindings)
    const base = posix.dirname(typeof file === 'string' && file !== named ? this.#testFile : operation.document.file)
    const pattern = relativeTo(base, textOf(named))
    const files = this.#source.has(pattern) ? [pattern] : this.#source.paths.filter((path) => posix.matchesGlob(path, pattern))
    if (files.length === 0) return this.#note('lost', operation, ['file'], 'missingFile', { found: textOf(named) || textOf(file) })
    for (const one of files) this.#inFile(one, operation, take, bindings)
  }

  #inFile(file: string, operation: Piece, take: (found: { readonly tree: Fields; readonly place: SourcePlace; readonly bindings: Bindings }) => void, bindings: Bindings): void {
    const read = readSource(file, this.#source.text(file) ?? '')
    if (read.reason !== undefined) return this.#note('lost', operation, ['file'], 'unreadable', { reason: read.reason })
    for (const document of read.documents) take({ tree: document.value, place: { file, line: document.lineOf([]) }, bindings })
  }

  #note(fate: Parameters<ImportReport['add']>[0], piece: Piece, inside: Path, ...word: [Parameters<ImportReport['add']>[2], Parameters<ImportReport['add']>[3]?]): void {
    this.#lab.report.add(fate, placeOf(piece, inside), ...word)
  }
}

const placeOf = ({ document, path }: Piece, inside: Path): SourcePlace => ({ file: document.file, line: document.lineOf([...path, ...inside]) })
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
const shellQuoted = (text: string): string => (/^[\w./:=@%+,-]+$/.test(text) || /^\$\w+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

function labelsIn(selector: string): Readonly<Record<string, string>> {
  return Object.fromEntries(selector.split(',').filter((part) => /^[^=!]+==?[^=]+$/.test(part)).map((part) => part.split(/==?/)).map(([key = '', value = '']) => [key.trim(), value.trim()]))
}

/** An object with its bindings filled in; what has to be worked out is told. */
function filledIn(object: Fields, bindings: Bindings): { readonly value: Fields; readonly unknown: readonly string[] } {
  const unknown: string[] = []
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill)
    if (isFields(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]))
    const known = boundValue(value, bindings)
    if (known === undefined && value !== undefined) unknown.push(textOf(value))
    return known
  }
  return { value: fieldsOf(fill(object)), unknown }
}

type ScriptCheck = { readonly kind: 'none' } | { readonly kind: 'succeeds'; readonly matches: string | undefined } | { readonly kind: 'opaque'; readonly found: string }

/** What a script's check asks of its end and of what it prints. */
function checkOf(check: Fields): ScriptCheck {
  const entries = Object.entries(check)
  if (entries.length === 0) return { kind: 'none' }
  const said = entries.map(([key, value]): ScriptCheck => {
    if (/^\(\s*\$error\s*\)$/.test(key) && value === null) return { kind: 'succeeds', matches: undefined }
    if (/^\(\s*\$error\s*==\s*null\s*\)$/.test(key) && value === true) return { kind: 'succeeds', matches: undefined }
    if (/^\(\s*\$error\s*!=\s*null\s*\)$/.test(key) && value === false) return { kind: 'succeeds', matches: undefined }
    const [, part] = /^\(\s*contains\(\s*\$stdout\s*,\s*['"`]([^'"`]+)['"`]\s*\)\s*\)$/.exec(key) ?? []
    if (part !== undefined && value === true) return { kind: 'succeeds', matches: escaped(part) }
    if (/^\(\s*\$stdout\s*\)$/.test(key) && typeof value === 'string') return { kind: 'succeeds', matches: `^\\s*${escaped(value.trim())}\\s*$` }
    return { kind: 'opaque', found: `${key}: ${JSON.stringify(value)}` }
  })
  const opaque = said.find(({ kind }) => kind === 'opaque')
  const texts = said.flatMap((one) => (one.kind === 'succeeds' && one.matches !== undefined ? [one.matches] : []))
  if (opaque !== undefined) return opaque
  // That a script ends well is asked of every one; only what it prints makes a check of it.
  return texts.length === 0 ? { kind: 'none' } : { kind: 'succeeds', matches: texts[0] }
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
