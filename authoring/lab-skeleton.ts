/** Files of a lab that loads and lints, by path; every script in it fails until somebody has written it. */
export function labSkeleton(id: string, locales: readonly string[]): Readonly<Record<string, string>> {
  return {
    'lab.yaml': labYaml(id, locales),
    ...Object.fromEntries(locales.map((locale) => [`text/${locale}.md`, wordsIn(locale).lesson])),
    'solution/first.sh': unwritten('solution/first.sh', 'What a learner types to make the checks pass.'),
    'tests/near-miss/first.wrong-name.sh': unwritten('tests/near-miss/first.wrong-name.sh', 'Nearly right: the right object under another name.', '# expect: made not-yet\n'),
    'tests/near-miss/first.wrong-value.sh': unwritten('tests/near-miss/first.wrong-value.sh', 'Nearly right: the right name, another value.', '# expect: made wrong\n'),
    'tests/alternative/first.other-way.sh': unwritten('tests/alternative/first.other-way.sh', 'Another way to the same end, which must pass too.'),
  }
}

export function packSkeleton(id: string): string {
  return `apiVersion: kindlab.dev/v1
kind: Pack
id: ${id}
version: 0.1.0
title: { en: ${id}, ko: ${id} }
licence: CC-BY-4.0
authors: [Your name]
locales: { default: en, all: [en, ko] }
concepts: {}
`
}

interface Words {
  readonly title: string
  readonly summary: string
  readonly step: string
  readonly check: string
  readonly hints: readonly [string, string, string]
  readonly lesson: string
}

const english: Words = {
  title: 'A new lab',
  summary: 'One sentence for the catalogue.',
  step: 'The first step',
  check: 'What will be true, in the learner’s words',
  hints: ['A nudge.', 'A direction.', 'Nearly the answer.'],
  lesson: `Why this is worth knowing, before how it is done.

## The first step {#first}

What there is to see, with a command to see it:

\`\`\`bash run
kubectl get configmaps
\`\`\`

**Your task:** what to do, in one sentence.

What stands behind a block marked \`passed\` is shown once the step has passed:

\`\`\`bash run passed
kubectl get configmap hello -o yaml
\`\`\`
`,
}

const korean: Words = {
  title: '새 실습',
  summary: '목록에 나올 한 문장입니다.',
  step: '첫 단계',
  check: '무엇이 참이 되는지, 배우는 사람의 말로',
  hints: ['가볍게 건드려 주기.', '방향 알려 주기.', '거의 답.'],
  lesson: `어떻게 하는지보다 왜 알아 둘 만한지를 먼저 적습니다.

## 첫 단계 {#first}

무엇을 볼 수 있는지, 볼 수 있는 명령과 함께 적습니다.

\`\`\`bash run
kubectl get configmaps
\`\`\`

**할 일:** 무엇을 해야 하는지 한 문장으로 적습니다.

\`passed\` 표시가 있는 블록부터는 단계를 통과해야 보입니다.

\`\`\`bash run passed
kubectl get configmap hello -o yaml
\`\`\`
`,
}

const wordsIn = (locale: string): Words => (locale === 'ko' ? korean : english)

function labYaml(id: string, locales: readonly string[]): string {
  const text = (choose: (words: Words) => string): string => `{ ${locales.map((locale) => `${locale}: ${JSON.stringify(choose(wordsIn(locale)))}`).join(', ')} }`
  return `# kindlab labs schema lab > lab.schema.json, and your editor knows every field by a first line like this:
# yaml-language-server: $schema=../lab.schema.json
apiVersion: kindlab.dev/v1
kind: Lab
id: ${id}
version: 0.1.0
title: ${text(({ title }) => title)}
summary: ${text(({ summary }) => summary)}
minutes: 10
steps:
  - id: first
    title: ${text(({ step }) => step)}
    checks:
      - id: made
        title: ${text(({ check }) => check)}
        object: { apiVersion: v1, kind: ConfigMap, name: hello }
        match: { data: { greeting: hello } }
    hints:
${[0, 1, 2].map((index) => `      - ${text(({ hints }) => hints[index] ?? '')}`).join('\n')}
`
}

/** Ends with an error, so that no proof can hold before it is written. */
export function unwritten(path: string, purpose: string, expectation = ''): string {
  return `# ${purpose}\n${expectation}echo "${path} is not written yet" >&2\nexit 1\n`
}
