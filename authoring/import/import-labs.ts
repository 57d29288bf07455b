import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, posix, resolve } from 'node:path'
import { loadPack } from '../../engine/packs/load-pack.ts'
import { nextNumber, packIdOf } from '../new-lab.ts'
import { importChainsawTest } from './chainsaw.ts'
import { imagesIn, isPinned } from '../../engine/packs/image-names.ts'
import { type ImportNote, ImportReport } from './import-notes.ts'
import type { ImportedLab } from './imported-lab.ts'
import { importScenario } from './killercoda.ts'
import { importKuttlTest } from './kuttl.ts'
import { FreshNames } from './names.ts'
import { withSoundChecks } from './sound-checks.ts'
import { type SourceFolder, sourceFolder } from './source-folder.ts'
import { writtenLab } from './written-lab.ts'

export type SourceKind = 'killercoda' | 'kuttl' | 'chainsaw'

export const sourceKinds: readonly SourceKind[] = ['killercoda', 'kuttl', 'chainsaw']

/** One lab that was made of a source, or why none was. */
export interface Imported {
  readonly kind: SourceKind
  /** The source's folder, from the one that was imported. */
  readonly from: string
  /** The lab's folder; undefined where the source says nothing that a lab could be made of. */
  readonly folder: string | undefined
  readonly notes: readonly ImportNote[]
}

export type ImportResult = { readonly kind: 'imported'; readonly pack: string; readonly labs: readonly Imported[] } | { readonly kind: 'refused'; readonly reason: 'nothingToImport' | 'packBroken' | 'tooManyToImport'; readonly folder: string; readonly count: number }

export interface ImportWish {
  readonly folder: string
  /** Detected unless said. */
  readonly from?: SourceKind | undefined
  /** The pack that the labs go to; made where it is none yet. */
  readonly into: string
}

/** Makes labs of everything that a folder holds of a kind: one scenario, one test, or many below it. Writes over nothing. */
export async function importLabs({ folder, from, into }: ImportWish): Promise<ImportResult> {
  const root = resolve(folder)
  const source = sourceFolder(root, await filesBelow(root))
  const found = sourcesIn(source).filter(({ kind }) => from === undefined || kind === from)
  if (found.length === 0 || found.length > mostAtOnce) return { kind: 'refused', reason: found.length === 0 ? 'nothingToImport' : 'tooManyToImport', folder: root, count: found.length }
  const pack = await openPack(resolve(into))
  if (pack === undefined) return { kind: 'refused', reason: 'packBroken', folder: resolve(into), count: found.length }
  const read = found.map(({ kind, path }) => {
    const report = new ImportReport()
    const lab = readers[kind](source, path, report)
    return { kind, path, report, lab: lab && withSoundChecks(lab, report) }
  })
  const locales = pack.locales ?? [languageOf(read.flatMap(({ lab }) => (lab === undefined ? [] : [lab])))]
  if (pack.locales === undefined && read.some(({ lab }) => lab !== undefined)) await writePack(pack, locales, read.some(({ lab }) => (lab?.clusterRules.length ?? 0) > 0))
  const labs: Imported[] = []
  for (const { kind, path, report, lab } of read) {
    const made = lab === undefined ? undefined : await writeLab(root, pack, { ...lab, id: pack.labNames.fresh(lab.id) }, locales, report)
    labs.push({ kind, from: path, folder: made, notes: report.notes.toSorted(byPlace) })
  }
  return { kind: 'imported', pack: pack.folder, labs }
}

/** Folders of labs are numbered in tens, with three digits. */
const mostAtOnce = 90

const readers: Readonly<Record<SourceKind, (source: SourceFolder, path: string, report: ImportReport) => ImportedLab | undefined>> = { killercoda: importScenario, kuttl: importKuttlTest, chainsaw: importChainsawTest }

const byPlace = (one: ImportNote, other: ImportNote): number => Number(one.fate === 'todo') - Number(other.fate === 'todo') || one.file.localeCompare(other.file) || one.line - other.line

interface FoundSource {
  readonly kind: SourceKind
  readonly path: string
}

/** What lies in a folder, by the files that only one kind has. */
export function sourcesIn({ paths, text }: Pick<SourceFolder, 'paths' | 'text'>): readonly FoundSource[] {
  const folders = (pattern: RegExp): string[] => [...new Set(paths.filter((path) => pattern.test(posix.basename(path))).map((path) => posix.dirname(path)))].toSorted()
  const chainsaw = folders(/^chainsaw-test\.ya?ml$/)
  const scenarios = folders(/^index\.json$/).filter((path) => /"(details|steps)"/.test(text(posix.join(path, 'index.json')) ?? ''))
  const asserted = folders(/^(\d+-)?(assert|errors)\.ya?ml$|^\d+-.*assert.*\.ya?ml$/).filter((path) => !chainsaw.includes(path))
  return [...scenarios.map((path) => ({ kind: 'killercoda' as const, path })), ...asserted.map((path) => ({ kind: 'kuttl' as const, path })), ...chainsaw.map((path) => ({ kind: 'chainsaw' as const, path }))]
}

/** Links are not followed, and version control's own files are nobody's. */
async function filesBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(\.git|node_modules)\//.test(path))
    .toSorted()
}

interface OpenPack {
  readonly folder: string
  /** Undefined for one that is yet to be made. */
  readonly locales: readonly string[] | undefined
  readonly labNames: FreshNames
}

async function openPack(folder: string): Promise<OpenPack | undefined> {
  const names: string[] = await readdir(folder).catch(() => [])
  const labNames = new FreshNames()
  for (const name of names) if (/^\d{3}-/.test(name)) labNames.fresh(name.slice(4))
  if (!names.includes('pack.yaml')) return { folder, locales: undefined, labNames }
  const result = await loadPack(folder)
  return result.kind === 'loaded' ? { folder, locales: result.pack.pack.locales.all, labNames } : undefined
}

/** The language that the sources are written in, as far as their letters tell. */
function languageOf(labs: readonly ImportedLab[]): string {
  return labs.some(({ title, introduction }) => /\p{Script=Hangul}/u.test(title + introduction)) ? 'ko' : 'en'
}

async function writePack({ folder }: OpenPack, [locale = 'en']: readonly string[], needsClusterScope: boolean): Promise<void> {
  const capabilities = needsClusterScope ? 'capabilities: [namespaces, cluster-scope]\n' : ''
  const text = `apiVersion: kindlab.dev/v1\nkind: Pack\nid: ${packIdOf(folder)}\nversion: 0.1.0\ntitle: { ${locale}: ${JSON.stringify(basename(folder))} }\nlicence: LicenseRef-as-the-source\nauthors: [The authors of the source]\nlocales: { default: ${locale}, all: [${locale}] }\nconcepts: {}\n${capabilities}`
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'pack.yaml'), text, { flag: 'wx' })
}

async function writeLab(root: string, pack: OpenPack, lab: ImportedLab, locales: readonly string[], report: ImportReport): Promise<string> {
  const folder = join(pack.folder, `${nextNumber(await readdir(pack.folder))}-${lab.id}`)
  const files = writtenLab(lab, locales)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text, { flag: 'wx' })
  }
  for (const [path, source] of Object.entries(lab.copied)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await copyFile(join(root, source), join(folder, path))
  }
  tellTodo(lab, files, { locales, isNew: pack.locales === undefined, file: basename(folder), report })
  return folder
}

/** What no source has, and a good lab needs. */
function tellTodo(lab: ImportedLab, files: Readonly<Record<string, string>>, { locales, isNew, file, report }: { readonly locales: readonly string[]; readonly isNew: boolean; readonly file: string; readonly report: ImportReport }): void {
  const at = { file, line: 1 }
  for (const { id, hints, solution } of lab.steps) {
    if (hints.length !== 3) report.add('todo', at, 'todoHints', { step: id })
    if (solution.trim() === '') report.add('todo', at, 'todoSolution', { step: id })
    report.add('todo', at, 'todoProofs', { step: id })
  }
  const loose = new Set(Object.values(files).flatMap((text) => imagesIn(text).map(({ image }) => image)).filter((image) => !isPinned(image)))
  for (const image of loose) report.add('todo', at, 'todoImage', { image })
  if (isNew) report.add('todo', at, 'todoLanguage', { locales: `locales.all: [${locales.join(', ')}]` })
  else if (locales.length > 1) report.add('todo', at, 'todoTranslate', { locales: locales.join(', ') })
  report.add('todo', at, 'todoConcepts', { folder: file })
}
