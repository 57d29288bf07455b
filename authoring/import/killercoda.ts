import { basename, posix } from 'node:path'
import { packLimits } from '../../engine/packs/pack-limits.ts'
import type { ImportReport, SourcePlace } from './import-notes.ts'
import type { ImportedCheck, ImportedLab, ImportedStep } from './imported-lab.ts'
import { LabNamespaces } from './lab-namespaces.ts'
import { kindNamed } from './kinds.ts'
import { madeBy } from './made-by.ts'
import { FreshNames, identifierOf } from './names.ts'
import { type Folded, scenarioText } from './scenario-text.ts'
import { readSetup } from './setup-script.ts'
import { relativeTo, type SourceFolder } from './source-folder.ts'
import { fieldsOf, type Fields, listOf, readSource, type SourceDocument, textOf } from './source-yaml.ts'
import { longestScript } from './test-lab.ts'
import { readVerifyScript, type Wanted, type WantedObject } from './verify-script.ts'

/** A scenario of Killercoda, or of Katacoda before it: `index.json` beside its Markdown and scripts. */
export function importScenario(source: SourceFolder, folder: string, report: ImportReport): ImportedLab | undefined {
  const file = relativeTo(folder, 'index.json')
  const read = readSource(file, source.text(file) ?? '')
  const [document] = read.documents
  if (document === undefined) {
    report.add('lost', { file, line: 'line' in read ? read.line : 1 }, 'unreadable', { reason: read.reason ?? '' })
    return undefined
  }
  return new Scenario({ source, folder, report, document }).read()
}

interface ScenarioParts {
  readonly source: SourceFolder
  readonly folder: string
  readonly report: ImportReport
  readonly document: SourceDocument
}

interface WrittenStep {
  readonly index: number
  readonly title: string
  readonly markdown: string
  readonly folded: readonly Folded[]
  readonly commands: readonly string[]
  readonly checks: readonly ImportedCheck[]
  readonly file: string
}

class Scenario {
  readonly #parts: ScenarioParts
  readonly #index: Fields
  readonly #details: Fields
  readonly #namespaces = new LabNamespaces()
  readonly #copied: Record<string, string> = {}
  readonly #start: Record<string, string> = {}
  readonly #checkNames = new FreshNames()
  readonly #stepNames = new FreshNames()

  constructor(parts: ScenarioParts) {
    this.#parts = parts
    this.#index = parts.document.value
    this.#details = fieldsOf(this.#index['details'])
  }

  read(): ImportedLab {
    const { folder, report } = this.#parts
    this.#gatherNamespaces()
    const title = textOf(this.#index['title']) || textOf(this.#index['pathwayTitle']) || basename(folder)
    report.add('became', this.#place(['title']), 'title')
    const intro = this.#page(['details', 'intro'], title)
    if (intro.file !== '') report.add('became', { file: intro.file, line: 1 }, 'introduction')
    this.#assets()
    this.#setups(['details', 'intro'])
    this.#remaining()
    const steps = this.#steps(title)
    const finish = this.#page(['details', 'finish'], '')
    if (finish.file !== '') report.add('became', { file: finish.file, line: 1 }, 'debrief')
    return {
      id: identifierOf(title, identifierOf(basename(folder), 'scenario')),
      title,
      summary: textOf(this.#index['description']).trim() || title,
      introduction: this.#namespaces.filled(intro.markdown) || title,
      debrief: this.#namespaces.filled([steps.rest, finish.markdown].filter((part) => part !== '').join('\n\n')),
      steps: steps.steps,
      start: Object.fromEntries(Object.entries(this.#start).map(([name, text]) => [name, this.#namespaces.filled(text)])),
      copied: this.#copied,
      namespaces: this.#namespaces.others,
      clusterRules: [],
      minutes: this.#minutes(),
    }
  }

  /** `15 minutes`, `10-15 min`: the longer. */
  #minutes(): number | undefined {
    const [longest] = [...textOf(this.#index['time'] ?? this.#index['estimatedTime']).matchAll(/\d+/g)].map(Number).toSorted((one, other) => other - one)
    return longest === undefined ? undefined : Math.min(600, Math.max(1, longest))
  }

  /** What its index says beside that: the machine, which is the learner's own here, and what only a catalogue shows. */
  #remaining(): void {
    const { report } = this.#parts
    for (const key of Object.keys(this.#index)) {
      if (['backend', 'environment', 'interface'].includes(key)) report.add('unneeded', this.#place([key]), 'environment')
      else if (['time', 'estimatedTime'].includes(key)) report.add('became', this.#place([key]), 'minutes')
      else if (key === 'description') report.add('became', this.#place([key]), 'summary')
      else if (!['title', 'pathwayTitle', 'details'].includes(key)) report.add('lost', this.#place([key]), 'catalogueField', { found: key })
    }
  }

  /** Every text is looked through first: a namespace that the last step names is there from the beginning. */
  #gatherNamespaces(): void {
    const { source, folder } = this.#parts
    for (const path of source.paths.filter((one) => folder === '.' || one.startsWith(`${folder}/`))) if (/\.(md|sh|ya?ml)$/.test(path)) this.#namespaces.gather(source.text(path) ?? '')
  }

  #place(path: readonly (string | number)[]): SourcePlace {
    const { document } = this.#parts
    return { file: document.file, line: document.lineOf(path) }
  }

  #page(path: readonly (string | number)[], title: string) {
    const { source, folder, report } = this.#parts
    const page = path.reduce<unknown>((inner, part) => (Array.isArray(inner) ? inner[Number(part)] : fieldsOf(inner)[part]), this.#index)
    const name = textOf(fieldsOf(page)['text'])
    if (name === '') return { file: '', markdown: '', folded: [], commands: [] }
    const file = relativeTo(folder, name)
    const text = source.text(file)
    if (text === undefined) {
      report.add('lost', this.#place([...path, 'text']), 'missingFile', { found: name })
      return { file: '', markdown: '', folded: [], commands: [] }
    }
    const takePicture = (from: string): string => {
      const plainName = basename(from).replaceAll(/[^A-Za-z0-9._-]/g, '-')
      this.#copied[`assets/${plainName}`] = from
      return `../assets/${plainName}`
    }
    return { file, ...scenarioText({ file, text, title, report, has: (one) => source.has(one), isSmall: (one) => source.bytes(one) <= packLimits.pictureBytes, takePicture }) }
  }

  /** Files that the scenario puts on its machine: into the workspace. */
  #assets(): void {
    const { source, folder, report } = this.#parts
    const hosts = fieldsOf(this.#details['assets'])
    for (const [host, entries] of Object.entries(hosts)) {
      listOf(entries).forEach((entry, index) => {
        const pattern = textOf(fieldsOf(entry)['file'])
        const place = this.#place(['details', 'assets', host, index])
        const matching = source.paths.filter((path) => matches(path, relativeTo(folder, `assets/${pattern}`)) || matches(path, relativeTo(folder, pattern)))
        if (matching.length === 0) report.add('lost', place, 'missingFile', { found: pattern })
        for (const path of matching) {
          this.#copied[`files/${basename(path)}`] = path
          report.add('became', place, 'workspaceFile', { file: basename(path) })
        }
      })
    }
  }

  /** What runs before the learner does, in view or behind. */
  #setups(path: readonly (string | number)[]): void {
    const { source, folder, report } = this.#parts
    const page = fieldsOf(path.reduce<unknown>((inner, part) => (Array.isArray(inner) ? inner[Number(part)] : fieldsOf(inner)[part]), this.#index))
    for (const key of ['background', 'foreground', 'courseData', 'code']) {
      const name = textOf(page[key])
      if (name === '') continue
      const file = relativeTo(folder, name)
      const text = source.text(file)
      if (text === undefined) report.add('lost', this.#place([...path, key]), 'missingFile', { found: name })
      else this.#addStart(readSetup({ file, text, report, broughtFile: (one) => this.#brought(one) }).manifests)
    }
  }

  #brought(path: string): string | undefined {
    const { source } = this.#parts
    return source.text(this.#copied[`files/${basename(path)}`] ?? '')
  }

  #addStart(manifests: readonly string[]): void {
    for (const manifest of manifests) this.#start[`${String((Object.keys(this.#start).length + 1) * 10).padStart(3, '0')}-setup.yaml`] = manifest
  }

  /** Steps that check nothing are read together with the next one that does; what is left over at the end closes the lab. */
  #steps(labTitle: string): { readonly steps: readonly ImportedStep[]; readonly rest: string } {
    const { report } = this.#parts
    const written = listOf(this.#details['steps']).map((step, index) => this.#step(fieldsOf(step), index))
    const checksSomething = written.some(({ checks }) => checks.length > 0)
    const ready = checksSomething ? written : written.map((step) => ({ ...step, checks: this.#derived(step) }))
    const steps: ImportedStep[] = []
    let before: WrittenStep[] = []
    for (const step of ready) {
      before.push(step)
      if (step.checks.length === 0) continue
      steps.push(this.#joined(before))
      before = []
    }
    if (steps.length === 0) return { steps: [this.#joined(before.length === 0 ? [emptyStep(labTitle)] : before)], rest: '' }
    for (const { index, file } of before) report.add('lost', file === '' ? this.#place(['details', 'steps', index]) : { file, line: 1 }, 'nothingToCheck')
    return { steps, rest: before.map(sectionOf).join('\n\n') }
  }

  #step(step: Fields, index: number): WrittenStep {
    const { source, folder, report } = this.#parts
    const path = ['details', 'steps', index]
    const title = textOf(step['title']).trim() || `Step ${index + 1}`
    const page = this.#page(path, title)
    this.#setups(path)
    const verify = textOf(step['verify'])
    const file = relativeTo(folder, verify)
    const script = verify === '' ? undefined : source.text(file)
    if (verify !== '' && script === undefined) report.add('lost', this.#place([...path, 'verify']), 'missingFile', { found: verify })
    return { index, title, ...page, checks: script === undefined ? [] : this.#checks(file, script, title) }
  }

  #checks(file: string, script: string, title: string): readonly ImportedCheck[] {
    const { report } = this.#parts
    const verified = readVerifyScript(script)
    if (verified.kind === 'opaque' && script.length > longestScript) {
      report.add('lost', { file, line: 1 }, 'longScript', { limit: longestScript })
      return []
    }
    if (verified.kind === 'opaque') return [this.#command(file, script, title)]
    return verified.wanted.flatMap((wanted) => {
      const check = this.#wanted(wanted, { file, line: wanted.line })
      if (check === undefined) report.add('became', { file, line: wanted.line }, 'namespace', { name: wanted.kind === 'object' ? (wanted.get.name ?? '') : '' })
      else report.add('became', { file, line: wanted.line }, 'check', { check: check.id })
      return check ?? []
    })
  }

  /** What only the script itself can say. */
  #command(file: string, script: string, title: string): ImportedCheck {
    const { report } = this.#parts
    const id = this.#checkNames.fresh(identifierOf(title, 'verified'))
    report.add('became', { file, line: 1 }, 'check', { check: id })
    report.add('todo', { file, line: 1 }, 'todoCommand', { check: id })
    const run = this.#namespaces.filled(script.replace(/^#!.*\n/, '')).trim()
    return { id, title, fields: { command: { run, on: kindsIn(script) } }, from: { file, line: 1 } }
  }

  #wanted(wanted: Wanted, from: SourcePlace): ImportedCheck | undefined {
    if (wanted.kind === 'file') {
      const path = wanted.path.replace(/^(\/root\/|~\/|\/home\/[^/]+\/|\/)/, '')
      return { id: this.#checkNames.fresh(identifierOf(path, 'file')), title: `File ${path}`, fields: { file: { path, ...(wanted.matches !== undefined && { matches: wanted.matches }) } }, from }
    }
    return wanted.get.kind.kind === 'Namespace' ? undefined : this.#object(wanted, from)
  }

  #object({ get: { kind, name, labels, namespace }, match, assert, isAbsent }: WantedObject, from: SourcePlace): ImportedCheck {
    const alias = namespace === undefined ? undefined : this.#namespaces.aliasOf(namespace)
    const ref = { apiVersion: kind.apiVersion, kind: kind.kind, ...(name !== undefined && { name }), ...(labels !== undefined && { labels }), ...(alias !== undefined && { namespace: alias }) }
    const id = this.#checkNames.fresh(identifierOf(`${kind.kind} ${name ?? Object.values(labels ?? {}).join(' ')}`, 'object'))
    const title = `${kind.kind} ${name ?? ''}`.trim()
    if (isAbsent) return { id, title, fields: { count: { object: ref, is: 0, after: 'seen' } }, from }
    return { id, title, fields: { object: ref, ...(match === undefined ? {} : { match }), ...(assert.length > 0 && { assert }) }, from }
  }

  /** A scenario that verifies nothing still tells what it makes. */
  #derived({ commands, index }: WrittenStep): readonly ImportedCheck[] {
    const made = madeBy(commands.join('\n')).filter(({ kind }) => kind.isClusterWide !== true)
    return made.map(({ kind, name, namespace }) => {
      const check = this.#object({ kind: 'object', get: { kind, name, ...(namespace !== undefined && { namespace }) }, match: undefined, assert: [], isAbsent: false, line: 1 }, this.#place(['details', 'steps', index]))
      this.#parts.report.add('became', this.#place(['details', 'steps', index]), 'check', { check: check.id })
      return check
    })
  }

  #joined(written: readonly WrittenStep[]): ImportedStep {
    const { report } = this.#parts
    const [last] = written.slice(-1)
    const title = last?.title ?? ''
    const id = this.#stepNames.fresh(identifierOf(title, 'step'))
    for (const { file, index } of written) report.add('became', file === '' ? this.#place(['details', 'steps', index]) : { file, line: 1 }, 'lesson', { step: id })
    const folded = written.flatMap((step) => step.folded.map((one) => ({ ...one, file: step.file })))
    const solution = this.#solution(written, folded, id)
    return { id, title, text: this.#namespaces.filled(written.map((step, index) => (index === written.length - 1 ? step.markdown : sectionOf(step))).join('\n\n')), checks: last?.checks ?? [], hints: this.#hints(folded, id), solution: this.#namespaces.filled(solution) }
  }

  #hints(folded: readonly (Folded & { readonly file: string })[], step: string): readonly string[] {
    const hints = folded.filter(({ title, text }) => !isSolution(title) && text !== '').slice(0, 3)
    hints.forEach(({ file, line }, index) => this.#parts.report.add('became', { file, line }, 'hint', { number: index + 1, step }))
    return hints.map(({ text }) => this.#namespaces.filled(text.replaceAll(/```\S*\n|```(\{\{\w*\}\})?|\{\{\w*\}\}/g, '').trim()))
  }

  #solution(written: readonly WrittenStep[], folded: readonly (Folded & { readonly file: string })[], step: string): string {
    const { report } = this.#parts
    const told = folded.filter(({ title }) => isSolution(title))
    for (const { file, line } of told) report.add('became', { file, line }, 'solution', { step })
    const shown = told.map(({ text }) => scriptIn(text)).filter((text) => text !== '').join('\n')
    return shown === '' ? written.flatMap(({ commands }) => commands.filter((command) => !/\s(-w|--watch|-f$|-it|exec -)|^(watch|curl|vi|vim|nano)\b/.test(command))).join('\n') : shown
  }
}

const emptyStep = (title: string): WrittenStep => ({ index: 0, title, markdown: '', folded: [], commands: [], checks: [], file: '' })
const isSolution = (title: string): boolean => /solution|answer|lösung|solución|정답|풀이|해답/i.test(title)
const sectionOf = ({ title, markdown }: WrittenStep): string => `### ${title}\n\n${markdown}`

/** The commands of a solution as somebody would type them; manifests that stand there are applied. */
function scriptIn(markdown: string): string {
  return [...markdown.matchAll(/^[ \t]*```(\w*)[^\n]*\n([\s\S]*?)\n[ \t]*```/gm)]
    .map(([, language = '', body = '']) => (/^ya?ml$/.test(language) || /^\s*apiVersion:/m.test(body.split('\n')[0] ?? '') ? `kubectl apply -f - <<'EOF'\n${body}\nEOF` : body.replaceAll(/^\$ /gm, '')))
    .filter((text) => !/^\s*(vi|vim|nano)\s/m.test(text))
    .join('\n')
}

/** The kinds that a script asks kubectl about: when they change it is asked again. */
function kindsIn(script: string): readonly object[] {
  const words = new Set([...script.matchAll(/\b(pods?|po|deploy(?:ments?)?|svc|services?|cm|configmaps?|secrets?|jobs?|cj|cronjobs?|sts|statefulsets?|ds|daemonsets?|pvc|persistentvolumeclaims?|ing|ingress(?:es)?|netpol|networkpolic(?:y|ies)|sa|serviceaccounts?|roles?|rolebindings?|hpa|quota|resourcequotas?)\b/gi)].map(([word]) => word.toLowerCase()))
  const kinds = [...words].flatMap((word) => refsOf(word))
  const unique = [...new Map(kinds.map((kind) => [JSON.stringify(kind), kind])).values()].slice(0, 10)
  return unique.length === 0 ? refsOf('pod') : unique
}

function refsOf(word: string): readonly object[] {
  const known = kindNamed(word)
  return known === undefined ? [] : [{ apiVersion: known.apiVersion, kind: known.kind }]
}

function matches(path: string, pattern: string): boolean {
  return posix.matchesGlob(path, pattern)
}
