import { stringify } from 'yaml'
import { boundValue, readAssertionTree } from './assertion-tree.ts'
import type { ImportReport, SourcePlace } from './import-notes.ts'
import type { ImportedCheck, ImportedLab, ImportedStep } from './imported-lab.ts'
import type { Bindings } from './jmespath-cel.ts'
import { isOwnKind, isSystemNamespace, kindNamed } from './kinds.ts'
import { LabNamespaces } from './lab-namespaces.ts'
import { FreshNames, identifierOf } from './names.ts'
import { type Fields, fieldsOf, isFields, textOf } from './source-yaml.ts'

/** Of a command's script, as the format has it; names of namespaces grow a little when they are filled in. */
export const longestScript = 3_800

interface OpenStep {
  readonly name: string
  readonly place: SourcePlace
  readonly checks: ImportedCheck[]
  readonly solution: string[]
}

/** An object that a test asserts, deletes or must not find, by what names it. */
export interface Meant {
  readonly apiVersion: string
  readonly kind: string
  readonly name?: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
}

/** Makes a lab of a test: what the test applies is the solution, what it asserts are the checks. */
export class TestLab {
  readonly report: ImportReport
  readonly #namespaces = new LabNamespaces()
  readonly #checkNames = new FreshNames()
  readonly #stepNames = new FreshNames()
  readonly #steps: OpenStep[] = []
  readonly #rules = new Map<string, ImportedLab['clusterRules'][number]>()
  readonly #strangers = new Set<string>()
  /** What was there once: only of that can be said that it is gone. */
  readonly #seen = new Set<string>()

  constructor(report: ImportReport) {
    this.report = report
  }

  beginStep(name: string, place: SourcePlace): void {
    this.#steps.push({ name, place, checks: [], solution: [] })
  }

  /** What the test makes. Its namespaces are the attempt's. */
  apply(objects: readonly Fields[], place: SourcePlace): void {
    const made = objects.filter((object) => !this.#isNamespace(object, place))
    for (const object of made) this.#notice(object, place)
    if (made.length === 0) return
    this.#solution.push(`kubectl apply -f - <<'EOF'\n${made.map((object) => stringify(object, { lineWidth: 0 })).join('---\n')}EOF`)
    this.report.add('became', place, 'solution', { step: this.#current.name })
  }

  run(script: string, place: SourcePlace): void {
    this.#namespaces.gather(script)
    this.#solution.push(script.trim())
    this.report.add('became', place, 'solution', { step: this.#current.name })
  }

  delete(meant: Meant, place: SourcePlace): void {
    const { kind, name, labels } = meant
    const resource = kindNamed(kind)?.resource ?? kind.toLowerCase()
    const selector = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`).join(',')
    const namespace = meant.namespace === undefined || meant.namespace === 'default' ? '' : ` -n ${meant.namespace}`
    this.run(`kubectl delete ${resource} ${name ?? (selector === '' ? '--all' : `-l ${selector}`)}${namespace}`, place)
    this.#seen.add(keyOf(meant))
    if (meant.kind !== 'Namespace') this.#count(meant, undefined, place)
  }

  /** What must be there. `tree` is the object as the test writes it, partly. */
  assert(tree: Fields, place: SourcePlace, bindings: Bindings = new Map()): void {
    const read = this.#read(tree, place, bindings)
    if (read === undefined || this.#isNamespace(tree, place)) return
    const { meant, match, assert } = read
    this.#seen.add(keyOf(meant))
    this.#check(place, meant, { object: this.#refOf(meant), ...(match === undefined ? {} : { match }), ...(assert.length > 0 && { assert }) })
  }

  /** What must not be there, of what was there before. */
  refute(tree: Fields, place: SourcePlace, bindings: Bindings = new Map()): void {
    const read = this.#read(tree, place, bindings)
    if (read === undefined) return
    const { meant, match, assert } = read
    if (assert.length > 0) this.report.add('lost', place, 'expression', { found: assert.join(' && ').slice(0, 100) })
    else if (!this.#seen.has(keyOf(meant)) && match === undefined) this.report.add('lost', place, 'neverThere', { object: nameOf(meant) })
    else this.#count(meant, match, place)
  }

  /** A script whose outcome is what the test asserts. */
  command(script: string, matches: string | undefined, place: SourcePlace): void {
    this.#namespaces.gather(script)
    if (script.length > longestScript) return this.report.add('lost', place, 'longScript', { limit: longestScript })
    const id = this.#checkNames.fresh(identifierOf(`${this.#current.name}-script`, 'script'))
    this.#current.checks.push({ id, title: `What ${script.trim().split(/\s+/).slice(0, 3).join(' ')} … says`, fields: { command: { run: this.#namespaces.filled(script), ...(matches !== undefined && { matches }), on: [{ apiVersion: 'v1', kind: 'Pod' }] } }, from: place })
    this.report.add('became', place, 'check', { check: id })
    this.report.add('todo', place, 'todoCommand', { check: id })
  }

  /** A check whose fields are known already. */
  check(place: SourcePlace, about: Meant, fields: Readonly<Record<string, unknown>>): void {
    this.#check(place, about, fields)
  }

  refOf(meant: Meant): Fields {
    return this.#refOf(meant)
  }

  finish(title: string, summary: string): ImportedLab | undefined {
    const steps = this.#joined()
    if (steps.length === 0) return undefined
    const first = { ...(this.#steps[0]?.place ?? { file: '.', line: 1 }) }
    for (const word of ['todoLesson', 'todoTitles', 'todoLists'] as const) this.report.add('todo', first, word)
    for (const kind of this.#strangers) this.report.add('todo', first, 'todoKind', { kind })
    return { id: identifierOf(title, 'test'), title, summary, introduction: summary, debrief: '', steps, start: {}, copied: {}, namespaces: this.#namespaces.others, clusterRules: [...this.#rules.values()] }
  }

  get #current(): OpenStep {
    const step = this.#steps.at(-1)
    if (step === undefined) throw new Error('a test has begun no step')
    return step
  }

  get #solution(): string[] {
    return this.#current.solution
  }

  #read(tree: Fields, place: SourcePlace, bindings: Bindings): { readonly meant: Meant; readonly match: unknown; readonly assert: readonly string[] } | undefined {
    const { apiVersion, kind, metadata, ...rest } = tree
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return this.#lost(place, 'unreadable', { reason: 'no apiVersion or kind' })
    const { name, namespace, labels, ...others } = fieldsOf(metadata)
    const isNamed = name !== undefined
    const plainLabels = isFields(labels) && Object.values(labels).every((value) => typeof value === 'string' && !value.startsWith('(')) ? (labels as Readonly<Record<string, string>>) : undefined
    const said = boundValue(name, bindings)
    if (isNamed && typeof said !== 'string') return this.#lost(place, 'expression', { found: textOf(name).slice(0, 100) })
    const inNamespace = textOf(boundValue(namespace, bindings))
    if (isSystemNamespace(inNamespace)) return this.#lost(place, 'systemNamespace', { name: inNamespace })
    const selects = !isNamed && plainLabels !== undefined
    const shown = { ...others, ...(labels === undefined || selects ? {} : { labels }) }
    const { match, assert, lost } = readAssertionTree({ ...(Object.keys(shown).length > 0 && { metadata: shown }), ...rest }, bindings)
    for (const found of lost) this.report.add('lost', place, 'expression', { found: found.slice(0, 100) })
    this.#stranger(apiVersion, kind)
    return { meant: { apiVersion, kind, ...(typeof said === 'string' && { name: said }), ...(selects && { labels: plainLabels }), ...(inNamespace !== '' && { namespace: inNamespace }) }, match, assert }
  }

  #lost(place: SourcePlace, ...word: [Parameters<ImportReport['add']>[2], Parameters<ImportReport['add']>[3]]): undefined {
    this.report.add('lost', place, ...word)
  }

  #count(meant: Meant, match: unknown, place: SourcePlace): void {
    this.#check(place, meant, { count: { object: this.#refOf(meant), ...(match === undefined ? {} : { match }), is: 0, after: 'seen' } }, 'is gone')
  }

  #check(place: SourcePlace, meant: Meant, fields: Readonly<Record<string, unknown>>, verb = 'is as it should be'): void {
    const id = this.#checkNames.fresh(identifierOf(`${meant.kind}-${meant.name ?? Object.values(meant.labels ?? {}).join('-')}${verb === 'is gone' ? '-gone' : ''}`, 'check'))
    this.#current.checks.push({ id, title: `${nameOf(meant)} ${verb}`, fields, from: place })
    this.report.add('became', place, 'check', { check: id })
  }

  #refOf({ apiVersion, kind, name, namespace, labels }: Meant): Fields {
    const alias = namespace === undefined ? undefined : this.#namespaces.aliasOf(namespace)
    return { apiVersion, kind, ...(name !== undefined && { name: this.#namespaces.filled(name) }), ...(labels !== undefined && { labels }), ...(alias !== undefined && { namespace: alias }) }
  }

  #isNamespace({ kind, metadata }: Fields, place: SourcePlace): boolean {
    if (kind !== 'Namespace') return false
    const name = textOf(fieldsOf(metadata)['name'])
    this.#namespaces.aliasOf(name)
    this.report.add('became', place, 'namespace', { name })
    return true
  }

  #notice(object: Fields, place: SourcePlace): void {
    const [apiVersion, kind, { name, namespace }] = [textOf(object['apiVersion']), textOf(object['kind']), fieldsOf(object['metadata'])]
    this.#seen.add(keyOf({ apiVersion, kind, name: textOf(name) }))
    if (isSystemNamespace(textOf(namespace))) this.report.add('lost', place, 'systemNamespace', { name: textOf(namespace) })
    else this.#namespaces.aliasOf(textOf(namespace))
    this.#stranger(apiVersion, kind)
    const known = kindNamed(kind)
    if (known?.isClusterWide === true) this.#rules.set(kind, { apiGroups: [apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''], resources: [known.resource] })
  }

  #stranger(apiVersion: string, kind: string): void {
    if (!isOwnKind(apiVersion)) this.#strangers.add(`${apiVersion} ${kind}`)
  }

  /** Steps that check nothing lead to the next that does; behind the last one nothing is left to learn. */
  #joined(): readonly ImportedStep[] {
    const steps: ImportedStep[] = []
    let solution: string[] = []
    for (const step of this.#steps) {
      solution.push(...step.solution)
      if (step.checks.length === 0) continue
      const id = this.#stepNames.fresh(identifierOf(step.name, 'step'))
      const list = step.checks.map(({ title }) => `- ${title}`).join('\n')
      steps.push({ id, title: step.name, text: `**Your task:** make this true:\n\n${list}`, checks: step.checks, hints: [], solution: this.#namespaces.filled(solution.join('\n')) })
      solution = []
    }
    const last = this.#steps.at(-1)
    if (solution.length > 0 && last !== undefined) this.report.add('lost', last.place, 'nothingToCheck')
    return steps
  }
}

const keyOf = ({ apiVersion, kind, name = '' }: Meant): string => `${apiVersion.split('/')[0]} ${kind} ${name}`
const nameOf = ({ kind, name, labels }: Meant): string => [kind, name ?? Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`).join(',')].filter((part) => part !== '').join(' ')
