import type { Lab, Step } from '#contract/lab.ts'
import { decodeText } from './decode-text.ts'
import { keepQuotedAsText } from './fill-template.ts'
import type { PackFiles } from './pack-files.ts'
import { faultAt, type PackProblem } from './pack-problem.ts'
import { isAnswers, readAnswersFile } from './read-answers.ts'
import type { LabelledSolution, SolutionFile } from './pack-store.ts'
import { parseYaml, type YamlDocument } from './parse-yaml.ts'

export interface Found<T> {
  readonly found: T
  readonly problems: readonly PackProblem[]
}

/** Reads a script or a file of manifests. */
export function readSolutionFile(path: string, { files }: PackFiles): Found<SolutionFile | undefined> {
  const file = files.get(path)
  const decoded = file === undefined ? undefined : decodeText(path, file)
  if (decoded === undefined || decoded.kind === 'refused') return { found: undefined, problems: decoded === undefined ? [faultAt({ file: path }, 'file-missing')] : [decoded.problem] }
  if (path.endsWith('.sh')) return { found: { kind: 'script', path, text: decoded.text }, problems: [] }
  const { found: objects, problems } = parseManifests(path, decoded.text)
  return { found: { kind: 'manifests', path, text: decoded.text, objects }, problems }
}

/** The objects of a manifest file, in order; empty documents do not count. */
export function parseManifests(file: string, text: string): Found<readonly unknown[]> {
  const result = parseYaml(file, keepQuotedAsText(text))
  if (result.kind === 'refused') return { found: [], problems: result.problems }
  const documents = result.documents.filter(({ value }) => value !== null)
  return { found: documents.map(({ value }) => value), problems: documents.flatMap(shapeProblems) }
}

function shapeProblems(document: YamlDocument): PackProblem[] {
  const { apiVersion, kind, metadata } = (document.value ?? {}) as Record<string, unknown>
  const name = typeof metadata === 'object' && metadata !== null && 'name' in metadata ? metadata.name : undefined
  return [apiVersion, kind, name].every((one) => typeof one === 'string') ? [] : [faultAt(document.placeOf([]), 'manifest-shape')]
}

const solutionEnding = /\.(sh|ya?ml)$/

/** `solution/<step>.sh|yaml`: exactly one for each step that checks anything but answers. */
export function readSolutions(folder: string, lab: Lab, pack: PackFiles): Found<Readonly<Record<string, SolutionFile>>> {
  const stepIds = lab.steps.map(({ id }) => id)
  const paths = under(`${folder}/solution/`, pack).filter((path) => !isAnswers(path))
  const strange = paths.filter((path) => !stepIds.includes(nameOf(path))).map((file) => faultAt({ file }, 'solution-name', { expected: '<step>.sh, <step>.yaml' }))
  const wanted = lab.steps.filter((step) => needsSolution(step) || paths.some((path) => nameOf(path) === step.id))
  const read = wanted.map(({ id }) => readSolutionOf(id, { lab: folder, paths, pack }))
  const found = Object.fromEntries(wanted.flatMap(({ id }, index) => (read[index]?.found ? [[id, read[index].found]] : [])))
  return { found, problems: [...strange, ...read.flatMap(({ problems }) => problems)] }
}

/** A step that only asks needs nothing done. */
const needsSolution = ({ checks }: Step): boolean => checks.some((check) => !('quiz' in check))

function readSolutionOf(step: string, { lab, paths, pack }: { lab: string; paths: readonly string[]; pack: PackFiles }): Found<SolutionFile | undefined> {
  const [path, second] = paths.filter((one) => nameOf(one) === step)
  if (path === undefined) return { found: undefined, problems: [faultAt({ file: `${lab}/solution` }, 'solution-missing', { step, expected: `${lab}/solution/${step}.sh` })] }
  if (second !== undefined) return { found: undefined, problems: [faultAt({ file: second }, 'solution-twice', { step })] }
  return readSolutionFile(path, pack)
}

/** `tests/<kind>/<step>.<name>.sh|yaml` */
export function readLabelled(folder: string, lab: Lab, pack: PackFiles): Found<readonly LabelledSolution[]> {
  const read = under(`${folder}/`, pack).map((path) => readLabelledFile(path, lab, pack))
  return { found: read.flatMap(({ found }) => found), problems: read.flatMap(({ problems }) => problems) }
}

function readLabelledFile(path: string, lab: Lab, pack: PackFiles): Found<LabelledSolution[]> {
  const [step = '', name, more] = nameOf(path.replace(/\.answers\.yaml$/, '.yaml')).split('.')
  const found = lab.steps.find(({ id }) => id === step)
  if (found === undefined || !name || more !== undefined || !solutionEnding.test(path)) {
    return { found: [], problems: [faultAt({ file: path }, 'solution-name', { expected: '<step>.<name>.sh, <step>.<name>.yaml' })] }
  }
  const { found: file, problems } = isAnswers(path) ? readAnswersFile(path, found, pack) : readSolutionFile(path, pack)
  return { found: file === undefined ? [] : [{ step, name, file }], problems }
}

export const under = (prefix: string, { files }: PackFiles): string[] => [...files.keys()].filter((path) => path.startsWith(prefix))

/** `# on: node` in a script: it is typed on the control plane's node, as root. */
export const isForNode = ({ text }: Pick<SolutionFile, 'text'>): boolean => /^# on: node[ \t]*$/m.test(text)

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(solutionEnding, '')
