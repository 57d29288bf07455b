import type { Check, QuizCheck } from '#contract/check.ts'
import type { Step } from '#contract/lab.ts'
import { shownText } from '#contract/lesson-parts.ts'
import type { PackText } from '#contract/lab-parts.ts'
import { laterKindOf, laterKinds } from '../engine/checks/kinds/judge-later.ts'
import { metricsPlace } from '../engine/checks/sample/metrics-place.ts'
import { readComponents } from '../engine/components/component-recipe.ts'
import type { Quiz } from '#contract/quiz.ts'
import { imagesIn } from '../engine/packs/image-names.ts'
import { codeBlocks, type CodeBlock } from '../engine/packs/lesson-text.ts'
import type { LoadedLab, LoadedPack } from '../engine/packs/pack-store.ts'
import { expectationOf, wishesOf } from './solution-script.ts'

/** A rule of good labs that loading does not enforce, and where it is broken. */
export interface LintResult {
  readonly rule: LintRule
  readonly place: string
  /** `file:line:column` from the pack's folder, where it is broken. */
  readonly at?: string
  readonly held: boolean
  readonly found?: string
}

/** `expression-runs` needs what was recorded of a lab; see lint-shelf.ts. */
export type LintRule = keyof typeof rules | 'expression-runs'

interface Fault {
  readonly place: string
  readonly found: string
}

/** As many characters of a solution in a row give it away. */
const giveaway = 120

const rules = {
  translation: missingTranslations,
  'three-hints': wrongHintCounts,
  'hint-gives-solution': hintsWithSolution,
  'image-listed': unlistedImages,
  'image-if-not-present': alwaysPulledImages,
  concepts: unknownConcepts,
  tracks: labsOnNoTrack,
  capabilities: undeclaredCapabilities,
  components: unknownComponents,
  'component-of-check': missingComponents,
  headings: strayHeadings,
  'same-blocks': differentBlocks,
  'behind-passed': hiddenWork,
  'near-misses': fewNearMisses,
  alternatives: missingAlternatives,
  expectations: unknownExpectations,
  'later-kinds': laterKindsUsed,
  'history-from-settled': historiesFromNothing,
  'refused-and-allowed': refusalsAlone,
  'command-last': commandsThatCouldBeChecks,
  'updated-replicas': readyButOld,
  wishes: impossibleWishes,
  cases: unprovenCases,
  'quiz-explains': unexplainedAnswers,
  'quiz-ids': tellingIds,
  'quiz-near-miss': questionsWithoutNearMiss,
} as const satisfies Record<string, (pack: LoadedPack, loaded: LoadedLab) => readonly Fault[]>

/** Every rule, once where it holds and once for each place where it does not. */
export function lintLab(pack: LoadedPack, loaded: LoadedLab): readonly LintResult[] {
  // The names are the keys of this very map.
  const names = Object.keys(rules) as (keyof typeof rules)[]
  return names.flatMap((rule): LintResult[] => {
    const faults = rules[rule](pack, loaded)
    return faults.length === 0 ? [{ rule, place: '', held: true }] : faults.map((fault) => ({ rule, held: false, ...fault }))
  })
}

export function lintPack(pack: LoadedPack): readonly LintResult[] {
  const faults = packTexts(pack).flatMap(([place, text]) => untranslated(`pack.yaml ${place}`, text, pack))
  const own: LintResult[] = faults.length === 0 ? [{ rule: 'translation', place: 'pack.yaml', held: true }] : faults.map((fault) => ({ rule: 'translation', held: false, ...fault }))
  return [...own, ...pack.labs.flatMap((loaded) => lintLab(pack, loaded).map((result) => ({ ...result, place: `${loaded.lab.id} ${result.place}`.trim() })))]
}

function packTexts({ pack: { title, concepts, tracks } }: LoadedPack): readonly (readonly [string, PackText])[] {
  const named = tracks.flatMap(({ id, title: name, summary }): [string, PackText][] => [
    [`tracks ${id} title`, name],
    ...(summary === undefined ? [] : [[`tracks ${id} summary`, summary] as [string, PackText]]),
  ])
  return [['title', title], ...Object.entries(concepts).map(([name, text]) => [`concepts.${name}`, text] as const), ...named]
}

function untranslated(place: string, text: PackText, { pack }: LoadedPack): Fault[] {
  return pack.locales.all.filter((locale) => (text[locale] ?? '').trim() === '').map((locale) => ({ place, found: `no text in ${locale}` }))
}

function missingTranslations(pack: LoadedPack, { lab }: LoadedLab): Fault[] {
  const texts: [string, PackText][] = [
    ['title', lab.title],
    ['summary', lab.summary],
    ...lab.steps.flatMap((step): [string, PackText][] => [
      [`${step.id} title`, step.title],
      ...step.checks.map((check): [string, PackText] => [`${step.id}/${check.id} title`, check.title]),
      ...questionsOf(step).flatMap(({ id, quiz }) => quizTexts(quiz).map(([place, text]): [string, PackText] => [`${step.id}/${id} ${place}`, text])),
      ...step.hints.map((hint, index): [string, PackText] => [`${step.id} hint ${index + 1}`, hint]),
    ]),
  ]
  return texts.flatMap(([place, text]) => untranslated(place, text, pack))
}

function wrongHintCounts(_: LoadedPack, { lab }: LoadedLab): Fault[] {
  return lab.steps.filter(({ hints }) => hints.length !== 3).map(({ id, hints }) => ({ place: id, found: `${hints.length} hints` }))
}

function hintsWithSolution(_: LoadedPack, { lab, solutions }: LoadedLab): Fault[] {
  return lab.steps.flatMap(({ id, hints }) =>
    hints.flatMap((hint, index) => Object.entries(hint).filter(([, text]) => sharesTooMuch(text, solutions[id]?.text ?? '')).map(([locale]) => ({ place: `${id} hint ${index + 1} (${locale})`, found: `it holds ${giveaway} characters of the solution` }))),
  )
}

/** Whether the two have `giveaway` characters in a row in common, whatever the white space. */
export function sharesTooMuch(hint: string, solution: string): boolean {
  const [text, whole] = [hint, solution].map((one) => one.replaceAll(/\s+/g, ' ').trim())
  if (text === undefined || whole === undefined) return false
  return Array.from({ length: Math.max(0, text.length - giveaway + 1) }, (_, start) => text.slice(start, start + giveaway)).some((piece) => whole.includes(piece))
}

interface NamedText {
  readonly place: string
  readonly text: string
}

/** Everything but near-misses, which may name an image that does not exist. */
function writtenTexts({ texts, start, solutions, alternatives }: LoadedLab): NamedText[] {
  return [
    ...Object.entries(texts).map(([locale, lesson]) => ({ place: `text/${locale}.md`, text: [lesson.introduction, ...Object.values(lesson.steps)].join('\n') })),
    ...Object.values(solutions).map(({ path, text }) => ({ place: path, text })),
    ...alternatives.map(({ file }) => ({ place: file.path, text: file.text })),
    { place: 'start', text: start.map((object) => JSON.stringify(object, null, 1).replaceAll('"', '')).join('\n') },
  ]
}

function unlistedImages(_: LoadedPack, loaded: LoadedLab): Fault[] {
  const images = loaded.lab.images
  return writtenTexts(loaded).flatMap(({ place, text }) =>
    imagesIn(text)
      .map(({ image }) => image.replace(/,$/, ''))
      .filter((image) => !images.includes(image))
      .map((image) => ({ place, found: `${image} is not among images` })),
  )
}

function alwaysPulledImages(_: LoadedPack, loaded: LoadedLab): Fault[] {
  return writtenTexts(loaded).filter(({ text }) => /imagePullPolicy: *Always/.test(text)).map(({ place }) => ({ place, found: 'imagePullPolicy: Always needs a registry at every start' }))
}

function unknownConcepts({ pack, labs }: LoadedPack, { lab }: LoadedLab): Fault[] {
  const known = Object.keys(pack.concepts)
  const place = labs.findIndex((one) => one.lab.id === lab.id)
  const taughtBy = (some: readonly LoadedLab[]): readonly string[] => some.flatMap((one) => one.lab.concepts)
  // What no lab here teaches comes from another pack.
  const tooLate = lab.prerequisites.filter((name) => !taughtBy(labs.slice(0, place)).includes(name) && taughtBy(labs.slice(place)).includes(name))
  return [
    ...[...lab.concepts, ...lab.prerequisites].filter((name) => !known.includes(name)).map((name) => ({ place: 'concepts', found: `${name} is not declared in pack.yaml` })),
    ...tooLate.map((name) => ({ place: 'prerequisites', found: `${name} is taught by a later lab` })),
  ]
}

/** A pack that names tracks names them for all its labs. */
function labsOnNoTrack({ pack: { tracks } }: LoadedPack, { lab }: LoadedLab): Fault[] {
  const isOnOne = tracks.length === 0 || tracks.some(({ labs }) => labs.includes(lab.id))
  return isOnOne ? [] : [{ place: 'tracks', found: `${lab.id} is on no track of pack.yaml` }]
}

function undeclaredCapabilities({ pack }: LoadedPack, { lab }: LoadedLab): Fault[] {
  const needed = [...lab.needs, ...(lab.scope === 'cluster' ? (['cluster-scope'] as const) : [])]
  return needed.filter((one) => !pack.capabilities.includes(one)).map((one) => ({ place: 'needs', found: `${one} is not among the pack's capabilities` }))
}

function unknownComponents(_: LoadedPack, { lab }: LoadedLab): Fault[] {
  const known = readComponents().map(({ name }) => name)
  return lab.components.filter((name) => !known.includes(name)).map((name) => ({ place: 'components', found: `there is no component ${name}; there are: ${known.join(', ')}` }))
}

/** Kinds of checks that are asked of a component. */
const componentOf = { promql: metricsPlace.component } as const

function missingComponents(_: LoadedPack, loaded: LoadedLab): Fault[] {
  const needed = checksOf(loaded).flatMap(({ place, check }) => Object.entries(componentOf).flatMap(([kind, component]) => (kind in check ? [{ place, kind, component }] : [])))
  return needed.filter(({ component }) => !loaded.lab.components.includes(component)).map(({ place, kind, component }) => ({ place, found: `${kind} is asked of ${component}, which is not among the lab's components` }))
}

/** The heading that an author reads is the title that a learner sees. */
function strayHeadings(_: LoadedPack, { lab, texts }: LoadedLab): Fault[] {
  return Object.entries(texts).flatMap(([locale, { headings }]) =>
    lab.steps.filter(({ id, title }) => headings[id] !== title[locale]).map(({ id, title }) => ({ place: `text/${locale}.md ${id}`, found: `“${headings[id]}”, but the step is called “${title[locale]}”` })),
  )
}

function differentBlocks({ pack }: LoadedPack, { texts, lab }: LoadedLab): Fault[] {
  const blocksOf = (locale: string): string => {
    const lesson = texts[locale]
    return JSON.stringify([lesson?.introduction, ...lab.steps.map(({ id }) => lesson?.steps[id])].map((part) => codeBlocks(part ?? '').map(({ language, marks, insert, code }) => ({ language, marks, insert, code: marks.includes('run') ? code : '' }))))
  }
  const first = blocksOf(pack.locales.default)
  return pack.locales.all.filter((locale) => blocksOf(locale) !== first).map((locale) => ({ place: `text/${locale}.md`, found: `its code blocks are not those of ${pack.locales.default}.md` }))
}

/** What stands behind a block marked `passed` is shown once the step has passed: nothing that leads there may. */
function hiddenWork(_: LoadedPack, { lab, texts }: LoadedLab): Fault[] {
  return Object.entries(texts).flatMap(([locale, { steps }]) => lab.steps.filter(({ id }) => hidesWork(steps[id] ?? '')).map(({ id }) => ({ place: `text/${locale}.md ${id}`, found: 'a task or a command to run stands behind a block marked passed' })))
}

function hidesWork(section: string): boolean {
  const hidden = section.slice(shownText(section, 'open').text.length)
  const isForBefore = ({ marks }: CodeBlock): boolean => marks.includes('run') && !marks.includes('passed')
  return codeBlocks(hidden).some(isForBefore) || /^\*\*(Your task|할 일):\*\*/m.test(hidden)
}

function fewNearMisses(_: LoadedPack, { lab, nearMisses }: LoadedLab): Fault[] {
  return lab.steps.map(({ id }) => ({ id, count: nearMisses.filter(({ step }) => step === id).length })).filter(({ count }) => count < 2).map(({ id, count }) => ({ place: id, found: `${count} near-misses, at least 2 are needed` }))
}

function missingAlternatives(_: LoadedPack, { lab, alternatives }: LoadedLab): Fault[] {
  // A question is answered in one way.
  return lab.steps.filter((step) => questionsOf(step).length < step.checks.length).filter(({ id }) => !alternatives.some(({ step }) => step === id)).map(({ id }) => ({ place: id, found: 'no alternative' }))
}

function unknownExpectations(_: LoadedPack, { lab, nearMisses }: LoadedLab): Fault[] {
  return nearMisses.flatMap(({ step, file }) => {
    const expected = expectationOf(file)
    const checks = lab.steps.find(({ id }) => id === step)?.checks.map(({ id }) => id) ?? []
    if (expected === undefined) return [{ place: file.path, found: 'no line # expect: <check> not-yet|wrong|spent' }]
    return checks.includes(expected.check) ? [] : [{ place: file.path, found: `${step} has no check ${expected.check}` }]
  })
}

interface PlacedCheck {
  readonly place: string
  readonly check: Check
  readonly step: Step
}

function checksOf({ lab }: LoadedLab): PlacedCheck[] {
  return lab.steps.flatMap((step) => step.checks.map((check) => ({ place: `${step.id}/${check.id}`, check, step })))
}

function laterKindsUsed(_: LoadedPack, loaded: LoadedLab): Fault[] {
  return checksOf(loaded).flatMap(({ place, check }) => {
    const kind = laterKindOf(check)
    return kind === undefined ? [] : [{ place, found: `${kind} cannot be judged yet (it needs the component ${laterKinds[kind]}): it stays unknown` }]
  })
}

/** Before anything runs every counter is zero: what must always be true of it would be broken at once. What must never be is not. */
function historiesFromNothing(_: LoadedPack, loaded: LoadedLab): Fault[] {
  return checksOf(loaded)
    .filter(({ check }) => 'history' in check && check.history.since === 'opened' && (check.history.always ?? []).some((expression) => expression.includes('object.status') && !expression.startsWith('!')))
    .map(({ place }) => ({ place, found: '`always` speaks of a status, and while its object starts none is there: say `since: settled`' }))
}

/** A refusal proves a rule only beside somebody whom the same rule lets in. */
function refusalsAlone(_: LoadedPack, loaded: LoadedLab): Fault[] {
  const isRefusal = (check: Check): boolean => 'http' in check && 'refused' in check.http.expect
  return checksOf(loaded)
    .filter(({ check, step }) => isRefusal(check) && !step.checks.some((other) => 'http' in other && !isRefusal(other) && 'http' in check && other.http.service === check.http.service))
    .map(({ place }) => ({ place, found: 'nothing in this step proves that somebody is let in: add a check of the same Service that must be answered' }))
}

/** A paused rollout, or one that has just begun, has its new template and as many ready Pods as before: the old ones. */
function readyButOld(_: LoadedPack, loaded: LoadedLab): Fault[] {
  return checksOf(loaded)
    .filter(({ check }) => 'object' in check && ['Deployment', 'StatefulSet'].includes(check.object.kind))
    .filter(({ check }) => {
      const asked = JSON.stringify([(check as { readonly match?: unknown }).match, check.assert])
      return /\btemplate\b/.test(asked) && /\b(ready|available)Replicas\b/.test(asked) && !/\bupdatedReplicas\b/.test(asked)
    })
    .map(({ place }) => ({ place, found: 'it asks for a template and for ready Pods, which may be those of the template before: ask for `updatedReplicas` too' }))
}

const habits = [
  { pattern: /\bsleep\b/, found: 'it sleeps: name what it waits for under `on`, or use `hold`' },
  { pattern: /\bkubectl\b[^|;&]*\b(apply|create|delete|patch|edit|scale|set|label|annotate|run|expose|replace|drain|cordon|taint)\b/, found: 'it changes the cluster: a check only looks' },
  { pattern: /-o[ =]?(yaml|json)\b[^|]*\|/, found: 'it searches through printed YAML: `object` with `match` compares by meaning' },
  { pattern: /^\s*kubectl get\b[^|;&\n]*$/, found: 'it only gets an object: `object` or `count` says the same, at once and with evidence' },
] as const

/** A command polls, prints for itself and proves nothing of where it looked: it is for what nothing else can tell. */
function commandsThatCouldBeChecks(_: LoadedPack, loaded: LoadedLab): Fault[] {
  return checksOf(loaded).flatMap(({ place, check }) => ('command' in check ? habits.filter(({ pattern }) => pattern.test(check.command.run)).map(({ found }) => ({ place, found })) : []))
}

function impossibleWishes(_: LoadedPack, { lab, nearMisses, alternatives }: LoadedLab): Fault[] {
  return [...nearMisses, ...alternatives].flatMap(({ file }) =>
    Object.entries(wishesOf(file))
      .filter(([name, value]) => !drawnFor(lab, name).includes(value))
      .map(([name, value]) => ({ place: file.path, found: `${name} is never drawn as ${value}` })),
  )
}

/** Where other variables follow one, each of its values makes another lab: each must be solved once. */
function unprovenCases(_: LoadedPack, { lab, alternatives }: LoadedLab): Fault[] {
  const leaders = [...new Set(Object.values(lab.vars).flatMap((variable) => ('by' in variable ? [variable.by] : [])))]
  return leaders.flatMap((name) =>
    drawnFor(lab, name)
      .filter((value) => !alternatives.some(({ file }) => wishesOf(file)[name] === value))
      .map((value) => ({ place: `vars ${name}`, found: `no alternative for ${name}=${value}` })),
  )
}

function drawnFor({ vars }: LoadedLab['lab'], name: string): readonly string[] {
  const variable = vars[name]
  return variable !== undefined && 'pick' in variable ? variable.pick.map(String) : []
}

const questionsOf = ({ checks }: Step): QuizCheck[] => checks.filter((check) => 'quiz' in check)

/** Every text of a question, with where it stands. */
function quizTexts({ ask, why, explain, single, multiple, order, number, text }: Quiz): [string, PackText][] {
  const options = [...(single ?? []), ...(multiple ?? []), ...(order ?? []).map((item) => ({ ...item, why: undefined }))]
  const mistakes = [...(number?.mistakes ?? []), ...(text?.mistakes ?? [])]
  const all: [string, PackText | undefined][] = [
    ['ask', ask],
    ['why', why],
    ['explain', explain],
    ['unit', number?.unit],
    ...options.flatMap((option): [string, PackText | undefined][] => [[`${option.id} text`, option.text], [`${option.id} why`, option.why]]),
    ...mistakes.map((mistake): [string, PackText] => [`mistake ${mistake.is}`, mistake.why]),
  ]
  return all.flatMap(([place, words]) => (words === undefined ? [] : [[place, words]]))
}

/** Whoever answers wrongly is to learn something from it. */
function unexplainedAnswers(_: LoadedPack, { lab }: LoadedLab): Fault[] {
  return lab.steps.flatMap((step) =>
    questionsOf(step).flatMap(({ id, quiz: { why, single, multiple } }) => {
      if (why !== undefined) return []
      const choices = [...(single ?? []), ...(multiple ?? [])].filter((option) => !option.right && option.why === undefined)
      const isTyped = single === undefined && multiple === undefined
      return [...choices.map((option) => ({ place: `${step.id}/${id} ${option.id}`, found: 'a wrong answer without a why' })), ...(isTyped ? [{ place: `${step.id}/${id}`, found: 'no why for wrong answers' }] : [])]
    }),
  )
}

/** Ids of options travel to the learner. */
function tellingIds(_: LoadedPack, { lab }: LoadedLab): Fault[] {
  const told = /^(right|wrong|correct|incorrect|true|false|answer)(-|$)/
  return lab.steps.flatMap((step) => questionsOf(step).flatMap(({ id, quiz: { single, multiple } }) => [...(single ?? []), ...(multiple ?? [])].filter((option) => told.test(option.id)).map((option) => ({ place: `${step.id}/${id} ${option.id}`, found: 'this id tells whether it is right' }))))
}

function questionsWithoutNearMiss(_: LoadedPack, { lab, nearMisses }: LoadedLab): Fault[] {
  return lab.steps.flatMap((step) =>
    questionsOf(step)
      .filter(({ id }) => !nearMisses.some(({ step: of, file }) => of === step.id && file.kind === 'answers' && expectationOf(file)?.check === id))
      .map(({ id }) => ({ place: `${step.id}/${id}`, found: `no near-miss: tests/near-miss/${step.id}.<name>.answers.yaml` })),
  )
}
