import { stringify } from 'yaml'
import { imagesIn, isPinned } from '../../engine/packs/image-names.ts'
import { unwritten } from '../lab-skeleton.ts'
import type { ImportedLab, ImportedStep } from './imported-lab.ts'

/** The files of a lab that was imported, by their path in its folder; what is copied as it is comes beside them. */
export function writtenLab(lab: ImportedLab, locales: readonly string[]): Readonly<Record<string, string>> {
  const files = {
    ...Object.fromEntries(locales.map((locale) => [`text/${locale}.md`, lessonOf(lab)])),
    ...Object.fromEntries(Object.entries(lab.start).map(([name, text]) => [`start/${name}`, withNewline(text)])),
    ...Object.fromEntries(lab.steps.flatMap(scriptsOf)),
  }
  const images = [...new Set(Object.values(files).flatMap((text) => imagesIn(text).map(({ image }) => image.replace(/[,;]$/, ''))))]
  return { 'lab.yaml': labYaml(lab, locales, images.filter((image) => isPinned(image) && !image.includes('${'))), ...files }
}

function labYaml(lab: ImportedLab, locales: readonly string[], images: readonly string[]): string {
  const text = (words: string): object => Object.fromEntries(locales.map((locale) => [locale, words]))
  const needs = lab.clusterRules.length > 0 ? { needs: ['namespaces', 'cluster-scope'], extraRules: lab.clusterRules.map((rule) => ({ ...rule, verbs: ['*'] })) } : {}
  const steps = lab.steps.map(({ id, title, checks, hints }, index) => ({
    id,
    title: text(title),
    ...(index === 0 ? {} : { after: [lab.steps[index - 1]?.id] }),
    checks: checks.map(({ id: check, title: name, fields }) => ({ id: check, title: text(name), ...fields })),
    ...(hints.length > 0 && { hints: hints.map(text) }),
  }))
  return stringify(
    {
      apiVersion: 'kindlab.dev/v1',
      kind: 'Lab',
      id: lab.id,
      version: '0.1.0',
      title: text(lab.title),
      summary: text(lab.summary),
      minutes: lab.minutes ?? Math.max(5, 5 * lab.steps.length),
      ...(lab.namespaces.length > 0 && { scope: { namespaces: ['main', ...lab.namespaces] } }),
      ...needs,
      ...(images.length > 0 && { images }),
      steps,
    },
    { lineWidth: 0 },
  )
}

function lessonOf({ introduction, steps, debrief }: ImportedLab): string {
  const sections = steps.map(({ id, title, text }) => `## ${title} {#${id}}\n\n${text}`)
  return withNewline([introduction, ...sections, ...(debrief === '' ? [] : [`## Looking back {#debrief}\n\n${debrief}`])].join('\n\n'))
}

/** What nobody wrote fails until somebody does, as in a new lab. */
function scriptsOf({ id, checks, solution }: ImportedStep): [string, string][] {
  const [check] = checks
  const missing = (path: string, purpose: string, expectation = ''): [string, string] => [path, unwritten(path, purpose, expectation)]
  return [
    solution.trim() === '' ? missing(`solution/${id}.sh`, 'What a learner types to make the checks pass.') : [`solution/${id}.sh`, withNewline(solution)],
    missing(`tests/near-miss/${id}.first.sh`, 'Nearly right.', `# expect: ${check?.id} not-yet\n`),
    missing(`tests/near-miss/${id}.second.sh`, 'Nearly right, in another way.', `# expect: ${check?.id} wrong\n`),
    missing(`tests/alternative/${id}.other-way.sh`, 'Another way to the same end, which must pass too.'),
  ]
}

const withNewline = (text: string): string => `${text.trimEnd()}\n`
