import type { AnswersFile, SolutionFile } from '../engine/packs/pack-store.ts'
import { fillTemplate, type TemplateValues } from '../engine/packs/fill-template.ts'

/**
 * A solution as one script to type: manifests are applied from standard input. It stops at the first command that fails.
 * Not with pipefail: `kubectl … | head -n 1` is how people type, and there the first command may die of a closed pipe.
 */
export function scriptOf(file: SolutionFile, values: TemplateValues): string {
  return `set -eu\n${file.kind === 'script' ? fillTemplate(file.text, values) : applied(file.objects, values)}`
}

function applied(objects: readonly unknown[], values: TemplateValues): string {
  const list = { apiVersion: 'v1', kind: 'List', items: objects.map((object) => fillTemplate(object, values)) }
  return `kubectl apply -f - <<'END_OF_MANIFESTS'\n${JSON.stringify(list)}\nEND_OF_MANIFESTS\n`
}

/** What a near-miss must lead to: `# expect: <check> <verdict>` in its file. */
export interface Expectation {
  readonly check: string
  readonly verdict: 'not-yet' | 'wrong' | 'spent'
}

/** The values that an attempt must have drawn for this script: `# with: <variable>=<value>`, one a line. */
export function wishesOf(file: SolutionFile | AnswersFile): Readonly<Record<string, string>> {
  return Object.fromEntries([...file.text.matchAll(/^# with: ([a-z][A-Za-z0-9]*)=(\S+)[ \t]*$/gm)].map(([, name = '', value = '']) => [name, value]))
}

export function expectationOf(file: SolutionFile | AnswersFile): Expectation | undefined {
  const [, check, verdict] = /^# expect: ([a-z0-9-]+) (not-yet|wrong|spent)\s*$/m.exec(file.text) ?? []
  // The pattern lets only these three through.
  return check === undefined ? undefined : { check, verdict: verdict as Expectation['verdict'] }
}
