import { join } from 'node:path'
import { labSchema, type Lab, type Pack } from '#contract/lab.ts'
import { checkProblems } from './check-problems.ts'
import { decodeText } from './decode-text.ts'
import { parseDocument } from './explain-schema.ts'
import { isPinned } from './image-names.ts'
import { placeholderNames } from './lab-names.ts'
import { parseLesson, type LessonText } from './lesson-text.ts'
import type { PackFiles } from './pack-files.ts'
import { faultAt, type PackProblem } from './pack-problem.ts'
import type { LoadedLab } from './pack-store.ts'
import { parseYaml, type YamlDocument } from './parse-yaml.ts'
import { readAnswers } from './read-answers.ts'
import { parseManifests, readLabelled, readSolutions, under, type Found } from './read-solutions.ts'
import { labReferenceProblems } from './step-order.ts'
import { imageProblems, linkProblems, pictureOf, pictureProblems, picturesIn, placeholderProblems } from './written-text.ts'

/** Reads the lab in one folder of a pack. Pure: the files are already here. */
export function readLab(folder: string, pack: Pack, files: PackFiles): Found<LoadedLab | undefined> {
  const document = readYamlDocument(`${folder}/lab.yaml`, files)
  if (document.found === undefined) return { found: undefined, problems: document.problems }
  const parsed = parseDocument(document.found, labSchema)
  if (parsed.kind === 'refused') return { found: undefined, problems: parsed.problems }
  const lab = parsed.value
  const parts = readParts(folder, { lab, pack, files })
  const problems = [...labProblems(folder, lab, document.found), ...parts.problems]
  return { found: { folder: join(files.folder, folder), lab, ...parts.found }, problems }
}

/** The one YAML document of a file. */
export function readYamlDocument(path: string, { files }: PackFiles): Found<YamlDocument | undefined> {
  const file = files.get(path)
  if (file === undefined) return { found: undefined, problems: [faultAt({ file: path }, 'file-missing')] }
  const decoded = decodeText(path, file)
  if (decoded.kind === 'refused') return { found: undefined, problems: [decoded.problem] }
  const result = parseYaml(path, decoded.text)
  if (result.kind === 'refused') return { found: undefined, problems: result.problems }
  const [document, ...others] = result.documents
  if (document === undefined || others.length > 0) return { found: undefined, problems: [faultAt({ file: path }, 'yaml-documents', { found: result.documents.length })] }
  return { found: document, problems: [] }
}

function labProblems(folder: string, lab: Lab, document: YamlDocument): PackProblem[] {
  const badFolder = /^\d{3}-/.test(folder) && folder.slice(4) === lab.id ? [] : [faultAt(document.placeOf(['id']), 'folder-name', { id: lab.id })]
  const images = lab.images.flatMap((image, index) => (isPinned(image) ? [] : [faultAt(document.placeOf(['images', index]), 'image-not-pinned', { found: image })]))
  return [...badFolder, ...images, ...labReferenceProblems(lab, document), ...checkProblems(lab, document)]
}

interface LabContext {
  readonly lab: Lab
  readonly pack: Pack
  readonly files: PackFiles
}

type Parts = Omit<LoadedLab, 'folder' | 'lab'>

function readParts(folder: string, context: LabContext): Found<Parts> {
  const { lab, files } = context
  const texts = readTexts(folder, context)
  const start = readStart(folder, files)
  const solutions = readSolutions(folder, lab, files)
  const answers = readAnswers(folder, lab, files)
  const nearMisses = readLabelled(`${folder}/tests/near-miss`, lab, files)
  const alternatives = readLabelled(`${folder}/tests/alternative`, lab, files)
  return {
    found: { texts: texts.found, start: start.found, files: workspaceFiles(folder, files), pictures: pictures(folder, context), solutions: solutions.found, answers: answers.found, nearMisses: nearMisses.found, alternatives: alternatives.found },
    problems: [
      ...[texts, start, solutions, answers, nearMisses, alternatives].flatMap(({ problems }) => problems),
      ...writtenProblems(folder, lab, files),
    ],
  }
}

function readTexts(folder: string, { lab, pack, files }: LabContext): Found<Readonly<Record<string, LessonText>>> {
  const read = pack.locales.all.map((locale) => ({ locale, ...readText(`${folder}/text/${locale}.md`, lab, files) }))
  return {
    found: Object.fromEntries(read.flatMap(({ locale, found }) => (found === undefined ? [] : [[locale, found]]))),
    problems: read.flatMap(({ problems }) => problems),
  }
}

function readText(path: string, lab: Lab, { files }: PackFiles): Found<LessonText | undefined> {
  const file = files.get(path)
  if (file === undefined) return { found: undefined, problems: [faultAt({ file: path }, 'file-missing')] }
  const decoded = decodeText(path, file)
  if (decoded.kind === 'refused') return { found: undefined, problems: [decoded.problem] }
  const { lesson, problems } = parseLesson(path, decoded.text, lab.steps.map(({ id }) => id))
  return { found: lesson, problems: [...problems, ...linkProblems({ file: path, text: decoded.text }, new Set(files.keys())), ...pictureProblems({ file: path, text: decoded.text }, files)] }
}

function pictures(folder: string, { pack, files }: LabContext): Readonly<Record<string, string>> {
  const named = pack.locales.all.flatMap((locale) => {
    const from = `${folder}/text/${locale}.md`
    const text = files.files.get(from)?.content?.toString('utf8') ?? ''
    return picturesIn(text).map(({ source }) => [source, pictureOf(source, from, files.files)] as const)
  })
  return Object.fromEntries(named.flatMap(([source, path]) => (path === undefined ? [] : [[source, join(files.folder, path)]])))
}

function readStart(folder: string, files: PackFiles): Found<readonly unknown[]> {
  const read = under(`${folder}/start/`, files).filter((path) => /\.ya?ml$/.test(path)).map((path) => readManifestFile(path, files))
  return { found: read.flatMap(({ found }) => found), problems: read.flatMap(({ problems }) => problems) }
}

function readManifestFile(path: string, { files }: PackFiles): Found<readonly unknown[]> {
  const decoded = decodeText(path, files.get(path) ?? { bytes: 0 })
  return decoded.kind === 'refused' ? { found: [], problems: [decoded.problem] } : parseManifests(path, decoded.text)
}

function workspaceFiles(folder: string, files: PackFiles): Readonly<Record<string, string>> {
  const prefix = `${folder}/files/`
  return Object.fromEntries(under(prefix, files).map((path) => [path.slice(prefix.length), join(files.folder, path)]))
}

/** Placeholders and images in everything that is text; a near-miss may name a wrong image, that can be its point. */
function writtenProblems(folder: string, lab: Lab, files: PackFiles): PackProblem[] {
  const known = placeholderNames(lab)
  const paths = under(`${folder}/`, files).filter((path) => !path.startsWith(`${folder}/files/`) && !path.endsWith('/lab.yaml'))
  return paths.flatMap((file) => {
    const decoded = decodeText(file, files.files.get(file) ?? { bytes: 0 })
    if (decoded.kind === 'refused') return []
    const written = { file, text: decoded.text }
    return [...placeholderProblems(written, known), ...(file.includes('/tests/near-miss/') ? [] : imageProblems(written))]
  })
}
