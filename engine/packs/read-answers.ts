import type { Lab, Step } from '#contract/lab.ts'
import type { Answer } from '#contract/quiz.ts'
import { decodeText } from './decode-text.ts'
import type { PackFiles } from './pack-files.ts'
import { faultAt, type PackProblem } from './pack-problem.ts'
import type { AnswersFile } from './pack-store.ts'
import { parseYaml, type YamlDocument } from './parse-yaml.ts'
import type { Found } from './read-solutions.ts'

const ending = '.answers.yaml'

export const isAnswers = (path: string): boolean => path.endsWith(ending)

const questionsOf = ({ checks }: Step): string[] => checks.filter((check) => 'quiz' in check).map(({ id }) => id)

/** `solution/<step>.answers.yaml`: one for each step that asks, with an answer to each of its questions. */
export function readAnswers(folder: string, lab: Lab, pack: PackFiles): Found<Readonly<Record<string, AnswersFile>>> {
  const pathOf = (step: string): string => `${folder}/solution/${step}${ending}`
  const strange = [...pack.files.keys()].filter((path) => path.startsWith(`${folder}/solution/`) && isAnswers(path) && !lab.steps.some(({ id }) => pathOf(id) === path))
  const asking = lab.steps.filter((step) => questionsOf(step).length > 0 || pack.files.has(pathOf(step.id)))
  const read = asking.map((step) => ({ step, path: pathOf(step.id), ...readAnswersFile(pathOf(step.id), step, pack) }))
  return {
    found: Object.fromEntries(read.flatMap(({ step, found }) => (found === undefined ? [] : [[step.id, found]]))),
    problems: [
      ...strange.map((file) => faultAt({ file }, 'solution-name', { expected: '<step>.answers.yaml' })),
      ...read.flatMap(({ step, path, found, problems }) => [...problems, ...unanswered(step, path, found)]),
    ],
  }
}

function unanswered(step: Step, file: string, found: AnswersFile | undefined): PackProblem[] {
  return found === undefined ? [] : questionsOf(step).filter((id) => !(id in found.answers)).map((check) => faultAt({ file }, 'answer-missing', { check }))
}

/** A map from questions of the step to what is answered: an id, a list of ids, a number, a text. */
export function readAnswersFile(path: string, step: Step, { files }: PackFiles): Found<AnswersFile | undefined> {
  const file = files.get(path)
  const decoded = file === undefined ? undefined : decodeText(path, file)
  if (decoded === undefined || decoded.kind === 'refused') return { found: undefined, problems: decoded === undefined ? [faultAt({ file: path }, 'file-missing')] : [decoded.problem] }
  const result = parseYaml(path, decoded.text)
  if (result.kind === 'refused') return { found: undefined, problems: result.problems }
  const [document] = result.documents
  const entries = Object.entries((document?.value ?? {}) as Readonly<Record<string, unknown>>) // YAML of a stranger: each value is looked at below
  const problems = document === undefined ? [] : entries.flatMap(([id, value]) => entryProblems(id, value, { step, document }))
  return { found: { kind: 'answers', path, text: decoded.text, answers: Object.fromEntries(entries.map(([id, value]) => [id, answerIn(value)])) }, problems }
}

function entryProblems(id: string, value: unknown, { step, document }: { readonly step: Step; readonly document: YamlDocument }): PackProblem[] {
  if (!questionsOf(step).includes(id)) return [faultAt(document.placeOfKey([], id), 'answer-unknown', { name: id, step: step.id, checks: questionsOf(step).join(', ') })]
  return answerIn(value).length > 0 ? [] : [faultAt(document.placeOf([id]), 'answer-shape')]
}

function answerIn(value: unknown): Answer {
  return [value].flat().flatMap((one) => (typeof one === 'string' || typeof one === 'number' ? [String(one)] : []))
}
