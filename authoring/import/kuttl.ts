import { basename, posix } from 'node:path'
import type { ImportReport, SourcePlace } from './import-notes.ts'
import type { ImportedLab } from './imported-lab.ts'
import { below, relativeTo, type SourceFolder } from './source-folder.ts'
import { fieldsOf, type Fields, listOf, readSource, type SourceDocument, textOf } from './source-yaml.ts'
import { type Meant, TestLab } from './test-lab.ts'

/** One test of kuttl: a folder of numbered files, each step of which applies, asserts and forbids. */
export function importKuttlTest(source: SourceFolder, folder: string, report: ImportReport): ImportedLab | undefined {
  const test = new KuttlTest(source, folder, report)
  return test.read()
}

/** `00-assert.yaml`, `01-install.yaml`, `02-directory/assert.yaml` */
const numbered = /^(\d+)(?:-(.*?))?(?:\.ya?ml)?$/

class KuttlTest {
  readonly #source: SourceFolder
  readonly #folder: string
  readonly #lab: TestLab

  constructor(source: SourceFolder, folder: string, report: ImportReport) {
    this.#source = source
    this.#folder = folder
    this.#lab = new TestLab(report)
  }

  read(): ImportedLab | undefined {
    for (const [number, files] of this.#steps()) {
      const named = files.map((file) => numbered.exec(this.#inFolder(file).split('/')[0] ?? '')?.[2] ?? '').find((name) => !/^(assert|errors?)$|assert|^$/.test(name))
      this.#lab.beginStep(named ?? `step ${number}`, { file: files[0] ?? this.#folder, line: 1 })
      // What a step makes comes before what it asserts.
      for (const file of files.toSorted((one, other) => Number(isAsserting(one)) - Number(isAsserting(other)))) this.#file(file)
    }
    const title = basename(this.#folder === '.' ? 'test' : this.#folder)
    return this.#lab.finish(title, `Made of the test ${title}.`)
  }

  #inFolder(file: string): string {
    return this.#folder === '.' ? file : file.slice(this.#folder.length + 1)
  }

  #steps(): readonly (readonly [string, readonly string[]])[] {
    const steps = new Map<string, string[]>()
    for (const path of below(this.#source, this.#folder === '.' ? '' : this.#folder)) {
      const inside = this.#inFolder(path)
      const number = numbered.exec(inside.split('/')[0] ?? '')?.[1] ?? (isAsserting(inside) && !inside.includes('/') ? '0' : undefined)
      if (number === undefined || !/\.ya?ml$/.test(path) || inside.split('/').length > 2) continue
      const key = String(Number(number))
      steps.set(key, [...(steps.get(key) ?? []), path])
    }
    return [...steps].toSorted(([one], [other]) => Number(one) - Number(other))
  }

  #file(file: string): void {
    const read = readSource(file, this.#source.text(file) ?? '')
    if (read.reason !== undefined) return this.#lab.report.add('lost', { file, line: read.line }, 'unreadable', { reason: read.reason })
    const applied: SourceDocument[] = []
    for (const document of read.documents) {
      if (textOf(document.value['apiVersion']).startsWith('kuttl.dev/') || textOf(document.value['apiVersion']).startsWith('kudo.dev/')) this.#own(document)
      else if (/(^|-)errors?\.ya?ml$/.test(basename(file))) this.#lab.refute(document.value, placeOf(document))
      else if (isAsserting(file)) this.#lab.assert(document.value, placeOf(document), inTest)
      else applied.push(document)
    }
    const [first] = applied
    if (first !== undefined) this.#lab.apply(applied.map(({ value }) => value), placeOf(first))
  }

  /** TestStep and TestAssert: kuttl's own words. */
  #own(document: SourceDocument): void {
    const { value } = document
    const place = (path: readonly (string | number)[]): SourcePlace => ({ file: document.file, line: document.lineOf(path) })
    for (const key of ['timeout', 'collectors', 'kubeconfig', 'unitTest', 'index', 'startKIND', 'skipDelete']) if (value[key] !== undefined) this.#lab.report.add('unneeded', place([key]), key === 'collectors' ? 'collected' : key === 'timeout' ? 'waiting' : 'harness')
    for (const [key, use] of [['apply', (file: string) => this.#file(file)], ['assert', (file: string) => this.#asserted(file, false)], ['error', (file: string) => this.#asserted(file, true)]] as const) listOf(value[key]).forEach((path, index) => this.#named(textOf(path), place([key, index]), use))
    listOf(value['delete']).forEach((one, index) => this.#deletes(fieldsOf(one), place(['delete', index])))
    const isAssert = value['kind'] === 'TestAssert'
    listOf(value['commands']).forEach((one, index) => this.#command(fieldsOf(one), place(['commands', index]), isAssert))
    this.#expressions(value, place)
  }

  #named(path: string, place: SourcePlace, use: (file: string) => void): void {
    const file = relativeTo(posix.dirname(place.file), path)
    const files = this.#source.has(file) ? [file] : below(this.#source, file).filter((one) => /\.ya?ml$/.test(one))
    if (files.length === 0) return this.#lab.report.add('lost', place, 'missingFile', { found: path })
    for (const one of files) use(one)
  }

  #asserted(file: string, mustFail: boolean): void {
    const read = readSource(file, this.#source.text(file) ?? '')
    if (read.reason !== undefined) return this.#lab.report.add('lost', { file, line: read.line }, 'unreadable', { reason: read.reason })
    for (const document of read.documents) {
      if (mustFail) this.#lab.refute(document.value, placeOf(document))
      else this.#lab.assert(document.value, placeOf(document), inTest)
    }
  }

  #deletes(one: Fields, place: SourcePlace): void {
    this.#lab.delete(meantBy(one), place)
  }

  #command(one: Fields, place: SourcePlace, isAssert: boolean): void {
    const script = textOf(one['script']) || textOf(one['command'])
    if (/^\s*sleep\s+\S+\s*$/.test(script)) return this.#lab.report.add('unneeded', place, 'waiting')
    if (script.trim() === '' || one['background'] === true || /(^|\s)(\.\.?\/|source\s)|\S\.sh\b/m.test(script)) return this.#lab.report.add('lost', place, 'scriptLine', { found: script.split('\n')[0]?.slice(0, 80) ?? '' })
    if (isAssert) this.#lab.command(script, undefined, place)
    else this.#lab.run(script, place)
  }

  /** CEL of kuttl's own, over objects that it names. */
  #expressions(value: Fields, place: (path: readonly (string | number)[]) => SourcePlace): void {
    const refs = new Map(listOf(value['resourceRefs']).map((one) => [textOf(fieldsOf(one)['ref']), meantBy(fieldsOf(one))]))
    if (listOf(value['assertAny']).length > 0) this.#lab.report.add('lost', place(['assertAny']), 'operation', { found: 'assertAny' })
    listOf(value['assertAll']).forEach((one, index) => {
      const expression = textOf(fieldsOf(one)['celExpr'])
      const used = [...refs].filter(([ref]) => new RegExp(`\\b${ref}\\b`).test(expression))
      const [first, ...others] = used
      const at = place(['assertAll', index])
      if (first === undefined) return this.#lab.report.add('lost', at, 'expression', { found: expression.slice(0, 100) })
      const assert = others.reduce((text, [ref]) => text.replaceAll(new RegExp(`\\b${ref}\\b`, 'g'), `related.${ref.toLowerCase()}`), expression.replaceAll(new RegExp(`\\b${first[0]}\\b`, 'g'), 'object'))
      const related = Object.fromEntries(others.map(([ref, meant]) => [ref.toLowerCase(), this.#lab.refOf(meant)]))
      this.#lab.check(at, first[1], { object: this.#lab.refOf(first[1]), ...(others.length > 0 && { related }), assert: [assert] })
    })
  }
}

const placeOf = (document: SourceDocument): SourcePlace => ({ file: document.file, line: document.lineOf([]) })
const isAsserting = (path: string): boolean => /(^|[-/])(assert|errors?)\.ya?ml$|assert/.test(basename(path))
/** kuttl puts the test's namespace in where this stands. */
const inTest = new Map<string, unknown>([['namespace', '${ns.main}']])

export function meantBy(one: Fields): Meant {
  const labels = fieldsOf(one['labels'])
  return {
    apiVersion: textOf(one['apiVersion']) || 'v1',
    kind: textOf(one['kind']),
    ...(textOf(one['name']) !== '' && { name: textOf(one['name']) }),
    ...(textOf(one['namespace']) !== '' && { namespace: textOf(one['namespace']) }),
    // A selector of a test is plain text.
    ...(Object.keys(labels).length > 0 && { labels: labels as Readonly<Record<string, string>> }),
  }
}
