import { parse } from '@bufbuild/cel'
import { planExpression } from '../../engine/checks/cel/environment.ts'
import { runSuite, type CelPart } from './cel-suite.ts'
import { kubernetesExamples } from './kubernetes-examples.ts'

/** The files of the suite that labs' expressions rely on, and for what. */
export const reliedOn: Readonly<Record<string, string>> = {
  basic: 'literals and variables',
  comparisons: '`==`, `<`, `in` over every type',
  conversions: '`int()`, `string()`, `type()`',
  fields: 'fields of maps, `has()`',
  fp_math: 'arithmetic of doubles',
  integer_math: 'arithmetic of ints, overflow is an error',
  lists: 'lists: index, `in`, `+`, `size()`',
  logic: 'and, or, not, `?:` and what they absorb',
  macros: '`all`, `exists`, `exists_one`, `filter`, `map`',
  parse: 'the grammar, strings, nesting',
  plumbing: 'how values go in and out',
  string: 'texts and `matches` (RE2)',
  string_ext: "Kubernetes' functions of texts, `format`",
  timestamps: 'times and durations',
}

export function isPassed(expression: string): boolean {
  return planExpression(parse(expression).expr)({}) === true
}

/** docs/cel.md, whole. */
export function celDocument(): string {
  const parts = runSuite()
  const relied = parts.filter(({ name }) => name in reliedOn)
  const others = parts.filter(({ name, run }) => !(name in reliedOn) && run > 0)
  return `# CEL in labs

Labs assert in [CEL](https://cel.dev), on \`@bufbuild/cel\` with the functions that Kubernetes adds and the environment of
\`engine/checks/cel/\`. Whole numbers of an object are ints, an absent field of a known kind reads as the zero value of its
type, patterns are RE2, and an evaluation ends with an error after 100,000 rounds of its loops.

This page is written by \`node bin/run.mjs test/conformance/write-cel-table.ts\`; a test fails when it is out of date.

## The published conformance suite, as far as labs rely on it

cel-spec v0.25.1, as \`@bufbuild/cel-spec\` ships it. Left out are tests about protobuf messages, which no lab has, and
those of types alone, without a value.

| part | what for | passes | of | share | left out |
| --- | --- | --: | --: | --: | --: |
${relied.map((part) => `| ${part.name} | ${reliedOn[part.name]} | ${counted(part)} |`).join('\n')}
| **all of these** | | ${counted(sumOf(relied))} |

What does not pass:

${relied.flatMap(failureLines).join('\n')}

## What Kubernetes adds

Each example is true; the test evaluates it.

| library | examples |
| --- | --- |
${kubernetesExamples.map(({ library, examples, leftOut }) => `| ${library} | ${leftOut === undefined ? examples.map((one) => `\`${one.replaceAll('|', '\\|')}\``).join('<br>') : `not here: ${leftOut}`} |`).join('\n')}

## What labs do not rely on

The rest of the suite, for the record: an expression that uses it is refused when its pack loads, or fails to evaluate.

| part | passes | of | share | left out |
| --- | --: | --: | --: | --: |
${others.map((part) => `| ${part.name} | ${counted(part)} |`).join('\n')}
`
}

type Counts = Pick<CelPart, 'passed' | 'run' | 'left'>

const counted = ({ passed, run, left }: Counts): string => `${passed} | ${run} | ${((100 * passed) / run).toFixed(1)} % | ${left}`

function sumOf(parts: readonly Counts[]): Counts {
  return parts.reduce((sum, { passed, run, left }) => ({ passed: sum.passed + passed, run: sum.run + run, left: sum.left + left }), { passed: 0, run: 0, left: 0 })
}

function failureLines({ name, failures }: CelPart): readonly string[] {
  return failures.map(({ section, expression, expected, found }) => `- ${name}/${section}: \`\` ${expression} \`\` gives ${found}, not ${expected}`)
}
