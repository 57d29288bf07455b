import type { Attempt, CheckState, StepState } from '#contract/attempt.ts'
import type { PackText } from '#contract/lab-parts.ts'
import type { Problem } from '#contract/problem.ts'
import type { QuizView } from '#contract/quiz.ts'
import type { Evidence, Verdict } from '#contract/verdict.ts'

const minute = 60_000
const startedAt = Date.now() - 12 * minute
const text = (en: string, ko: string): PackText => ({ en, ko })

const web = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'kl-x7k2q', name: 'web' }
const show = 'kubectl get deployment web -o yaml'
const missing: Evidence = { code: 'object-missing', object: web, command: show }
const tooFew: Evidence = { code: 'field-different', object: web, path: 'spec.replicas', expected: 3, actual: 2, command: show }
const unlabelled: Evidence = { code: 'field-missing', object: web, path: 'spec.template.metadata.labels.app', expected: 'web', command: show }
const notReady: Evidence = { code: 'field-different', object: web, path: 'status.availableReplicas', expected: 3, actual: 0, command: show }
const scaled: Evidence = { code: 'guard', object: web, expression: 'object.spec.replicas != 3', since: startedAt, command: show }

const passed: Verdict = { kind: 'passed' }
const notYet = (...evidence: readonly Evidence[]): Verdict => ({ kind: 'not-yet', evidence })
const cannotPull: Verdict = {
  kind: 'not-yet',
  evidence: [notReady],
  diagnosis: {
    code: 'image-pull',
    object: { apiVersion: 'v1', kind: 'Pod', namespace: 'kl-x7k2q', name: 'web-6d4cf56db6-x2lvq' },
    command: 'kubectl describe pod web-6d4cf56db6-x2lvq',
    facts: { image: 'agnhst:2.66.1', container: 'web' },
  },
}

const titles = {
  wanted: text('The Deployment web asks for three Pods labelled app=web', 'web 디플로이먼트가 app=web 레이블을 단 파드 세 개를 요청합니다'),
  available: text('All three are up and stay up', '세 개가 모두 떠 있고 그대로 유지됩니다'),
  marked: text('Pods from before still carry your mark', '처음부터 있던 파드에 표시가 남아 있습니다'),
  replaced: text('A newcomer without the mark makes them three again', '표시가 없는 새 파드가 와서 다시 세 개가 되었습니다'),
  shared: text('You know what the newcomer shares with the one that is gone', '새 파드와 사라진 파드의 공통점을 압니다'),
  five: text('The Deployment asks for five Pods and has five', '디플로이먼트가 파드 다섯 개를 요청하고 다섯 개가 떠 있습니다'),
}

const question: QuizView = {
  type: 'multiple',
  ask: text('What does the newcomer have in common with the Pod you deleted?', '새로 온 파드가 삭제한 파드와 똑같이 갖고 있는 것은 무엇인가요?'),
  options: [
    { id: 'image', text: text('the image', '이미지') },
    { id: 'marked', text: text('the label `marked=yes`', '`marked=yes` 레이블') },
    { id: 'name', text: text('the name', '이름') },
    { id: 'app', text: text('the label `app=web`', '`app=web` 레이블') },
  ],
  tries: 0,
}
const answeredWrong: Evidence = {
  code: 'answer-wrong',
  actual: { right: 1, wrong: 1, of: 2 },
  explanation: text('You wrote that label on the Pods, not into the template. Look with `kubectl get pods -L marked`.', '그 레이블은 템플릿이 아니라 파드에 달았습니다. `kubectl get pods -L marked`로 확인해 보세요.'),
}

const check = (id: keyof typeof titles, verdict: Verdict, some: Partial<CheckState> = {}): CheckState => ({ id, title: titles[id], points: 1, optional: false, verdict, since: startedAt + 4 * minute, ...some })

type Steps = Readonly<Record<'declare' | 'heal' | 'scale', readonly CheckState[]>>

const locked: Steps = {
  declare: [check('wanted', notYet(missing)), check('available', notYet(missing))],
  heal: [check('marked', notYet()), check('replaced', notYet()), check('shared', notYet())],
  scale: [check('five', notYet())],
}
const done: Steps = {
  declare: [check('wanted', passed, { stumbles: 2 }), check('available', passed)],
  heal: [check('marked', passed), check('replaced', passed), check('shared', passed, { quiz: { ...question, answer: ['image', 'app'], tries: 2, explain: text('All that is in the template comes back, and nothing else does.', '템플릿에 적힌 것은 모두 돌아오고, 나머지는 돌아오지 않습니다.') } })],
  scale: [check('five', passed)],
}

const stepTitles = { declare: text('Ask for three', '세 개를 요청하기'), heal: text('Take one away', '하나를 없애 보기'), scale: text('Change your mind', '마음 바꾸기') }
const order = ['declare', 'heal', 'scale'] as const

/** The attempt while this step is open and its checks are so; what comes before has passed. */
function attemptAt(open: keyof Steps | 'end', checks: readonly CheckState[], some: Partial<Attempt> = {}): Attempt {
  const place = open === 'end' ? order.length : order.indexOf(open)
  const steps = order.map((id, index): StepState => {
    const state = index < place ? 'passed' : index === place ? 'open' : 'locked'
    return { id, title: stepTitles[id], state, checks: state === 'passed' ? done[id] : state === 'open' ? checks : locked[id], hints: { shown: state === 'passed' ? 1 : 0, of: 3 } }
  })
  const earned = steps.flatMap((step) => step.checks).filter(({ verdict }) => verdict.kind === 'passed').length
  return {
    id: 'x7k2q',
    pack: 'kubernetes-basics',
    lab: 'self-healing-deployment',
    title: text('A Deployment that heals itself', '스스로 복구하는 디플로이먼트'),
    labVersion: '2.0.0',
    startedAt,
    phase: open === 'end' ? 'finished' : 'open',
    namespaces: { default: 'kl-x7k2q' },
    vars: {},
    steps,
    points: { earned, of: 6 },
    sight: { kind: 'live' },
    ...some,
  }
}

const silent: Problem = { code: 'watch-silent', params: { server: 'https://127.0.0.1:6443', seconds: 15 } }
const unknown: Verdict = { kind: 'unknown', problem: silent }

/** One attempt for each thing that a check can say. */
export const attempts = {
  begun: attemptAt('declare', locked.declare),
  wrong: attemptAt('declare', [check('wanted', { kind: 'wrong', evidence: [tooFew, unlabelled] }), check('available', notYet(notReady))]),
  cannotPull: attemptAt('declare', [check('wanted', passed), check('available', cannotPull)]),
  holding: attemptAt('declare', [check('wanted', passed), check('available', { kind: 'not-yet', evidence: [], holding: { since: Date.now() - 20_000, for: 60_000 } })]),
  unseen: attemptAt('declare', [check('wanted', unknown), check('available', unknown)], { sight: { kind: 'lost', since: startedAt, problem: silent } }),
  spent: attemptAt('heal', [check('marked', passed), check('replaced', { kind: 'spent', evidence: [scaled] }), check('shared', notYet({ code: 'not-answered' }), { quiz: question })]),
  answered: attemptAt('heal', [check('marked', passed), check('replaced', passed), check('shared', { kind: 'wrong', evidence: [answeredWrong] }, { quiz: { ...question, answer: ['image', 'marked'], tries: 1 } })]),
  finished: attemptAt('end', []),
} as const satisfies Record<string, Attempt>
