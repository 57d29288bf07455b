import type { Json } from '../check.ts'
import { assertNever } from '../lifecycle.ts'
import { fillText, type Locale, type Text, type TextParams } from '../locale.ts'
import type { Evidence, EvidenceObject } from '../verdict.ts'
import type { ProblemText } from './text-kinds.ts'

export const checksProblems = {
  'check-not-judged': {
    says: { en: 'Kindlab could not judge the check {check}: {message}', ko: '{check} 과제를 채점하지 못했습니다: {message}' },
    why: { en: 'This is a fault of Kindlab, not yours. It costs no point.', ko: 'Kindlab의 오류이며, 점수는 깎이지 않습니다.' },
    hint: { en: 'Reset the lab and try again. If it stays, please report it.', ko: '실습을 초기화하고 다시 시도해 보세요. 계속되면 알려 주세요.' },
  },
  'kind-syncing': {
    says: { en: 'Kindlab is still reading the {kind} objects of the cluster.', ko: '클러스터에서 {kind} 오브젝트를 읽고 있습니다.' },
    hint: { en: 'Wait a moment: the check is judged as soon as they are read.', ko: '잠시만 기다려 주세요. 다 읽으면 바로 채점합니다.' },
  },
  'kind-denied': {
    says: { en: 'The cluster does not let Kindlab see {kind} objects.', ko: '클러스터가 {kind} 오브젝트를 볼 권한을 주지 않습니다.' },
    why: { en: 'What cannot be seen is not judged, and costs no point.', ko: '볼 수 없는 것은 채점하지 않으며, 점수는 깎이지 않습니다.' },
    hint: {
      en: 'Ask whoever runs this cluster for the right to list and watch them.',
      ko: '클러스터 관리자에게 list와 watch 권한을 요청하세요.',
    },
  },
  'check-kind-later': {
    says: { en: 'This Kindlab cannot judge checks of the kind {kind} yet: they need the component {component}.', ko: '이 버전의 Kindlab은 아직 {kind} 종류의 과제를 채점하지 못합니다. 필요한 구성 요소: {component}.' },
    why: { en: 'The lab was written for a later version. It costs no point.', ko: '더 새로운 버전에 맞춰 쓴 실습입니다. 점수는 깎이지 않습니다.' },
    hint: { en: 'Install a newer Kindlab, or skip this step.', ko: '새 버전의 Kindlab을 설치하거나 이 단계를 건너뛰세요.' },
  },
  'sample-awaited': {
    says: { en: 'Kindlab is trying it out.', ko: 'Kindlab이 확인하고 있습니다.' },
    hint: { en: 'Wait a moment.', ko: '잠시만 기다려 주세요.' },
  },
  'sample-failed': {
    says: { en: 'Kindlab could not try it out: {message}', ko: '확인하지 못했습니다: {message}' },
    why: { en: 'What could not be looked at is not judged, and costs no point.', ko: '확인하지 못한 것은 채점하지 않으며, 점수는 깎이지 않습니다.' },
    hint: { en: 'It is tried again by itself. If it stays, reset the lab.', ko: '잠시 뒤에 저절로 다시 확인합니다. 계속되면 실습을 초기화해 보세요.' },
  },
  'sample-late': {
    says: { en: 'It did not end within {seconds} s.', ko: '{seconds}초 안에 끝나지 않았습니다.' },
    why: { en: 'What takes so long is not judged, and costs no point.', ko: '오래 걸리는 것은 채점하지 않으며, 점수는 깎이지 않습니다.' },
    hint: { en: 'It is tried again by itself.', ko: '잠시 뒤에 저절로 다시 확인합니다.' },
  },
  'promql-absent': {
    says: { en: 'Nothing here can be asked what was measured: the component {component} is not in the cluster.', ko: '메트릭을 조회할 곳이 없습니다. 클러스터에 없는 구성 요소: {component}.' },
    why: { en: 'What could not be asked is not judged, and costs no point.', ko: '조회하지 못한 것은 채점하지 않으며, 점수는 깎이지 않습니다.' },
    hint: { en: 'Add it: kindlab components add {component}', ko: '구성 요소를 더하세요: kindlab components add {component}' },
  },
  'promql-unanswered': {
    says: { en: 'The metrics could not be asked: {said}', ko: '메트릭을 조회하지 못했습니다: {said}' },
    why: { en: 'What could not be asked is not judged, and costs no point.', ko: '조회하지 못한 것은 채점하지 않으며, 점수는 깎이지 않습니다.' },
    hint: { en: 'It is tried again by itself. If it stays, see whether the Pods in the namespace monitoring run.', ko: '잠시 뒤에 저절로 다시 조회합니다. 계속되면 monitoring 네임스페이스의 파드가 실행 중인지 확인하세요.' },
  },
  'promql-refused': {
    says: { en: 'This is no query that can be judged: {said}', ko: '채점할 수 없는 쿼리입니다: {said}' },
    why: { en: 'This is a fault of the lab, not yours. It costs no point.', ko: '실습에 있는 오류이며, 점수는 깎이지 않습니다.' },
    hint: { en: 'Skip this step, and tell whoever wrote the lab.', ko: '이 단계를 건너뛰고 실습을 만든 사람에게 알려 주세요.' },
  },
  'history-gap': {
    says: { en: 'Kindlab did not see all that happened to {object}.', ko: '{object}: 그동안 일어난 변화를 Kindlab이 모두 보지는 못했습니다.' },
    why: {
      en: 'This check judges every moment, and some went by unseen (Kindlab was closed, or the cluster could not be reached). It costs no point.',
      ko: '이 과제는 모든 순간을 보고 채점하는데, Kindlab이 꺼져 있었거나 클러스터에 연결할 수 없어서 놓친 순간이 있습니다. 점수는 깎이지 않습니다.',
    },
    hint: { en: 'Do it once more from the beginning: what you do from now on counts.', ko: '처음부터 한 번 더 해 보세요. 지금부터 하는 일은 채점됩니다.' },
  },
} as const satisfies Record<string, ProblemText>

export const checksSteps = {} as const satisfies Record<string, Text>

/** Where the texts stay plain after any name or number: Korean particles that change with the sound before them are kept away from it. */
const texts = {
  missing: { en: '{object} does not exist', ko: '{object} 오브젝트가 아직 없습니다' },
  fieldMissing: { en: '{object}: {path} is not set', ko: '{object}: {path} 필드가 없습니다' },
  fieldMissingWanted: { en: '{object}: {path} is not set, {expected} expected', ko: '{object}: {path} 필드가 없습니다. 기대하는 값은 {expected}입니다' },
  fieldUnwanted: { en: '{object}: {path} is {actual}, but should not be set', ko: '{object}: {path} 값이 {actual}인데, 이 필드는 없어야 합니다' },
  fieldDifferent: { en: '{object}: {path} is not as expected', ko: '{object}: {path} 값이 기대와 다릅니다' },
  fieldIs: { en: '{object}: {path} is {actual}, {expected} expected', ko: '{object}: {path} 값이 {actual}인데, 기대하는 값은 {expected}입니다' },
  itemMissing: { en: '{object}: {path} is missing', ko: '{object}: {path} 항목이 없습니다' },
  itemMissingWanted: { en: '{object}: {path} is missing, {expected} expected', ko: '{object}: {path} 항목이 없습니다. 필요한 항목은 {expected}입니다' },
  assertionAt: { en: '{object}: {path} is not as it should be', ko: '{object}: {path} 값이 아직 조건에 맞지 않습니다' },
  assertionWhere: { en: '{object} is not as it should be', ko: '{object} 상태가 아직 조건에 맞지 않습니다' },
  assertionFalse: { en: '{object}: this is not true: {expression}', ko: '{object}: 다음 조건이 아직 참이 아닙니다: {expression}' },
  assertionActual: { en: '{object}: {path} is {actual}; this is not true: {expression}', ko: '{object}: {path} 값이 {actual}입니다. 다음 조건이 아직 참이 아닙니다: {expression}' },
  assertionFailed: { en: '{object}: this cannot be told yet: {expression} ({actual})', ko: '{object}: 다음 조건을 아직 확인할 수 없습니다: {expression} ({actual})' },
  countDifferent: { en: '{object}: the number of objects is not as expected', ko: '{object}: 오브젝트 개수가 기대와 다릅니다' },
  countIs: { en: '{object}: there are {actual}, {expected} expected', ko: '{object}: 지금 {actual}개인데, 기대하는 개수는 {expected}입니다' },
  neverSeen: { en: '{object}: none has been seen yet', ko: '{object}: 아직 한 번도 나타나지 않았습니다' },
  historyBroken: { en: '{object}: {path} was not always as it should be', ko: '{object}: {path} 값이 조건에서 벗어난 순간이 있었습니다' },
  historyBrokenWhere: { en: '{object} was not always as it should be', ko: '{object} 상태가 조건에서 벗어난 순간이 있었습니다' },
  historyBrokenActual: { en: '{object}: {path} was {actual} for a moment; this must always be true: {expression}', ko: '{object}: {path} 값이 {actual}인 순간이 있었습니다. 다음 조건은 늘 참이어야 합니다: {expression}' },
  historyBrokenIs: { en: '{object}: this must always be true, and once it was not: {expression}', ko: '{object}: 다음 조건은 늘 참이어야 하는데, 참이 아닌 순간이 있었습니다: {expression}' },
  historyAwaits: { en: '{object}: not everything has happened yet that should', ko: '{object}: 일어나야 할 변화가 아직 남아 있습니다' },
  historyAwaitsIs: { en: '{object}: this is to become true next: {expression}', ko: '{object}: 다음 차례의 조건이 아직 참이 되지 않았습니다: {expression}' },
  notSettled: { en: '{object} is still changing', ko: '{object}: 변경이 아직 끝나지 않았습니다' },
  probeFailed: { en: '{object} did not answer for a moment', ko: '{object}: 응답하지 않은 순간이 있었습니다' },
  probeFailedSaid: { en: '{object} did not answer for a moment: {actual}', ko: '{object}: 응답하지 않은 순간이 있었습니다. {actual}' },
  probeAwaited: { en: '{object} has not been asked during a change yet', ko: '{object}: 변경하는 동안 응답하는지 아직 확인하지 못했습니다' },
  unanswered: { en: '{object} does not answer', ko: '{object}: 응답이 없습니다' },
  unansweredSaid: { en: '{object} does not answer: {actual}', ko: '{object}: 응답이 없습니다. {actual}' },
  answerDifferent: { en: '{object} answers, but its {path} is not as expected', ko: '{object}: 응답은 오지만 {path} 값이 기대와 다릅니다' },
  answerIs: { en: '{object} answers with {path} {actual}, {expected} expected', ko: '{object}: 응답의 {path} 값이 {actual}인데, 기대하는 값은 {expected}입니다' },
  answerLacks: { en: '{object} answers without {path}, {expected} expected', ko: '{object}: 응답에 {path} 값이 없습니다. 기대하는 값은 {expected}입니다' },
  allowed: { en: '{object} lets in who should be refused', ko: '{object}: 거절되어야 할 요청이 통과했습니다' },
  allowedSaid: { en: '{object} lets in who should be refused, and answered {actual}', ko: '{object}: 거절되어야 할 요청이 통과해서 {actual} 응답을 받았습니다' },
  shareDifferent: { en: '{object}: the shares of its answers are not as expected', ko: '{object}: 응답이 나뉘는 비율이 기대와 다릅니다' },
  shareIs: { en: '{object}: {actual} of the answers are of this kind, {expected} expected', ko: '{object}: 이런 응답의 비율이 {actual}인데, 기대하는 비율은 {expected}입니다' },
  logUnmatched: { en: '{object}: its log does not hold what is looked for', ko: '{object}: 찾는 내용이 로그에 없습니다' },
  logUnmatchedWanted: { en: '{object}: no line of its log matches {expected}', ko: '{object}: 로그에 {expected} 패턴과 맞는 줄이 없습니다' },
  eventMissing: { en: '{object}: Kubernetes has not reported it yet', ko: '{object}: 쿠버네티스가 남긴 이벤트가 아직 없습니다' },
  eventMissingWanted: { en: '{object}: there is no event {expected} yet', ko: '{object}: {expected} 이벤트가 아직 없습니다' },
  fileMissing: { en: '{object} is not in your workspace', ko: '작업 공간에 없습니다: {object}' },
  fileDifferent: { en: '{object} does not hold what it should', ko: '{object}: 내용이 기대와 다릅니다' },
  fileDifferentAt: { en: '{object}: {path} is not as expected', ko: '{object}: {path} 값이 기대와 다릅니다' },
  fileWanted: { en: '{object}: nothing in it matches {expected}', ko: '{object}: {expected} 패턴과 맞는 내용이 없습니다' },
  commandFailed: { en: 'A look at it says no', ko: '확인해 보니 아직 맞지 않습니다' },
  commandFailedSaid: { en: 'A look at it says: {actual}', ko: '확인해 보니 아직 맞지 않습니다: {actual}' },
  outputDifferent: { en: 'A look at it shows something else', ko: '확인한 결과가 기대와 다릅니다' },
  outputIs: { en: 'A look at it shows {actual}, {expected} expected', ko: '확인한 결과가 {actual}인데, 기대하는 결과는 {expected}입니다' },
  metricMissing: { en: '{object} finds nothing that was measured yet', ko: '{object}: 맞는 시계열이 아직 없습니다' },
  metricMissingWanted: { en: '{object} finds nothing that was measured yet: {expression}', ko: '{object}: 맞는 시계열이 아직 없습니다: {expression}' },
  metricDifferent: { en: '{object} gives a value that is not as expected', ko: '{object}: 결과 값이 기대와 다릅니다' },
  metricDifferentAt: { en: '{object}: the value of {path} is not as expected', ko: '{object}: {path} 값이 기대와 다릅니다' },
  metricIs: { en: '{object} gives {actual}, {expected} expected', ko: '{object}: 결과가 {actual}인데, 기대하는 값은 {expected}입니다' },
  metricIsAt: { en: '{object}: {path} is {actual}, {expected} expected', ko: '{object}: {path} 값이 {actual}인데, 기대하는 값은 {expected}입니다' },
  metricNoNumber: { en: '{object} gives {actual}, which is no number to compare', ko: '{object}: 결과 {actual} 값은 숫자로 비교할 수 없습니다' },
  guard: { en: '{object}: something was done that this check rules out', ko: '{object}: 이 과제에서 하면 안 되는 일이 있었습니다' },
  notAnswered: { en: 'Not answered yet', ko: '아직 답하지 않았습니다' },
  answerWrong: { en: 'That is not it yet', ko: '아직 정답이 아닙니다' },
  answerPartly: { en: 'Right so far: {right} of {of}; wrong: {wrong}', ko: '{of}개 중 {right}개가 맞고, {wrong}개가 틀렸습니다' },
  answerLow: { en: 'It is more than that', ko: '그보다 큽니다' },
  answerHigh: { en: 'It is less than that', ko: '그보다 작습니다' },
  guardIs: { en: '{object}: this must never be true, and it was: {expression}', ko: '{object}: 다음 조건은 참이 되면 안 되는데, 참인 적이 있습니다: {expression}' },
} as const satisfies Record<string, Text>

const unnamed: Text = { en: 'A Kubernetes object', ko: '쿠버네티스' }

/** One piece of evidence as one sentence, readable aloud; what `reveal` cut away is left out of it. */
export function sayEvidence(evidence: Evidence, locale: Locale): string {
  const { object, path = '', expected, actual, expression = '' } = evidence
  const params = {
    object: object === undefined ? unnamed[locale] : sayObject(object, locale),
    path,
    expression,
    expected: sayExpected(evidence.code, expected, locale),
    actual: evidence.code === 'share-different' ? sayShare(actual) : sayValue(actual),
    ...(evidence.code === 'answer-wrong' ? partsOf(actual) : {}),
  }
  return `${fillText(texts[textFor(evidence)][locale], params)}.`
}

function textFor(evidence: Evidence): keyof typeof texts {
  switch (evidence.code) {
    case 'object-missing':
      return 'missing'
    case 'field-missing':
      return evidence.expected === undefined ? 'fieldMissing' : 'fieldMissingWanted'
    case 'field-different':
      return textForDifferent(evidence)
    case 'item-missing':
      return evidence.expected === undefined ? 'itemMissing' : 'itemMissingWanted'
    case 'assertion-false':
    case 'assertion-failed':
      return textForAssertion(evidence)
    case 'count-different':
      return evidence.actual === undefined ? 'countDifferent' : 'countIs'
    case 'never-seen':
      return 'neverSeen'
    case 'not-answered':
      return 'notAnswered'
    case 'answer-wrong':
      return textForReply(evidence)
    case 'guard':
      return evidence.expression === undefined ? 'guard' : 'guardIs'
    case 'history-broken':
      return textForBroken(evidence)
    case 'history-awaits':
      return evidence.expression === undefined ? 'historyAwaits' : 'historyAwaitsIs'
    case 'not-settled':
      return 'notSettled'
    case 'probe-failed':
      return evidence.actual === undefined ? 'probeFailed' : 'probeFailedSaid'
    case 'probe-awaited':
      return 'probeAwaited'
    case 'http-unanswered':
      return evidence.actual === undefined ? 'unanswered' : 'unansweredSaid'
    case 'http-different':
      return textForAnswer(evidence)
    case 'http-allowed':
      return evidence.actual === undefined ? 'allowed' : 'allowedSaid'
    case 'share-different':
      return evidence.actual === undefined ? 'shareDifferent' : 'shareIs'
    case 'log-unmatched':
      return evidence.expected === undefined ? 'logUnmatched' : 'logUnmatchedWanted'
    case 'event-missing':
      return evidence.expected === undefined ? 'eventMissing' : 'eventMissingWanted'
    case 'metric-missing':
      return evidence.expression === undefined ? 'metricMissing' : 'metricMissingWanted'
    case 'metric-different':
      return textForMetric(evidence)
    case 'file-missing':
      return 'fileMissing'
    case 'file-different':
      return textForFile(evidence)
    case 'command-failed':
      return evidence.actual === undefined ? 'commandFailed' : 'commandFailedSaid'
    case 'output-different':
      return evidence.actual === undefined || evidence.expected === undefined ? 'outputDifferent' : 'outputIs'
    default:
      return assertNever(evidence.code)
  }
}

/** How much of an answer is right: `{ right, of, wrong }`, or which side of it the right one is. */
function textForReply({ actual }: Evidence): keyof typeof texts {
  if (actual === 'low') return 'answerLow'
  if (actual === 'high') return 'answerHigh'
  return actual === undefined ? 'answerWrong' : 'answerPartly'
}

function partsOf(actual: Json | undefined): TextParams {
  const { right = 0, of = 0, wrong = 0 } = (typeof actual === 'object' ? actual : {}) as { readonly right?: number; readonly of?: number; readonly wrong?: number } // only an answer's parts are put into a sentence
  return { right, of, wrong }
}

function textForDifferent({ expected, actual }: Evidence): keyof typeof texts {
  if (expected === undefined) return 'fieldDifferent'
  if (actual === undefined) return 'fieldMissingWanted'
  return expected === null ? 'fieldUnwanted' : 'fieldIs'
}

function textForAssertion({ code, path, expected, actual, expression }: Evidence): keyof typeof texts {
  if (expression === undefined) return path === undefined ? 'assertionWhere' : 'assertionAt'
  if (code === 'assertion-failed') return 'assertionFailed'
  if (path === undefined || actual === undefined) return 'assertionFalse'
  return expected === undefined ? 'assertionActual' : 'fieldIs'
}

function textForAnswer({ expected, actual }: Evidence): keyof typeof texts {
  if (expected === undefined) return 'answerDifferent'
  return actual === undefined ? 'answerLacks' : 'answerIs'
}

function textForMetric({ path, expected, actual }: Evidence): keyof typeof texts {
  if (actual === undefined) return path === undefined ? 'metricDifferent' : 'metricDifferentAt'
  if (expected === undefined) return 'metricNoNumber'
  return path === undefined ? 'metricIs' : 'metricIsAt'
}

/** With a path it is about a field of a manifest, without one about the text. */
function textForFile(evidence: Evidence): keyof typeof texts {
  if (evidence.path !== undefined) return evidence.expected === undefined ? 'fileDifferentAt' : textForDifferent(evidence)
  return typeof evidence.expected === 'string' ? 'fileWanted' : 'fileDifferent'
}

function textForBroken({ path, actual, expression }: Evidence): keyof typeof texts {
  if (expression === undefined) return path === undefined ? 'historyBrokenWhere' : 'historyBroken'
  return path === undefined || actual === undefined ? 'historyBrokenIs' : 'historyBrokenActual'
}

const queryText: Text = { en: 'The query', ko: '쿼리' }
const fileText: Text = { en: 'The file {name}', ko: '{name} 파일' }

/** A file of the workspace, or a query, is no object of the cluster, which has an API version. */
function sayObject({ apiVersion, kind, name }: EvidenceObject, locale: Locale): string {
  if (kind === 'File' && apiVersion === '' && name !== undefined) return fillText(fileText[locale], { name })
  if (kind === 'PromQL' && apiVersion === '') return queryText[locale]
  return name === undefined ? kind : `${kind} ${name}`
}

/** Words as they are, everything else as JSON, cut where nobody would read on. */
function sayValue(value: Json | undefined): string {
  const text = typeof value === 'string' && value !== '' ? value : (JSON.stringify(value) ?? '')
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}

const countTexts = {
  exactly: { en: '{is}', ko: '{is}개' },
  between: { en: '{atLeast} to {atMost}', ko: '{atLeast}~{atMost}개' },
  atLeast: { en: 'at least {atLeast}', ko: '{atLeast}개 이상' },
  atMost: { en: 'at most {atMost}', ko: '{atMost}개 이하' },
} as const satisfies Record<string, Text>

/** The same of what is measured, which is not counted in pieces. */
const boundTexts = {
  between: { en: '{atLeast} to {atMost}', ko: '{atLeast}~{atMost}' },
  atLeast: { en: 'at least {atLeast}', ko: '{atLeast} 이상' },
  atMost: { en: 'at most {atMost}', ko: '{atMost} 이하' },
} as const satisfies Record<string, Text>

function sayExpected(code: Evidence['code'], expected: Json | undefined, locale: Locale): string {
  if (code === 'count-different') return sayCount(expected, locale)
  if (code === 'metric-different' && typeof expected === 'object') return sayBounds(expected, boundTexts, locale)
  if (code !== 'share-different') return sayValue(expected)
  const { is, within } = (expected ?? {}) as { readonly is?: number; readonly within?: number }
  return `${sayShare(is)} ± ${sayShare(within)}`
}

const sayShare = (share: Json | undefined): string => (typeof share === 'number' ? `${Math.round(share * 1000) / 10}%` : '')

function sayCount(expected: Json | undefined, locale: Locale): string {
  if (typeof expected === 'number') return fillText(countTexts.exactly[locale], { is: expected })
  return sayBounds(expected, countTexts, locale)
}

function sayBounds(expected: Json | undefined, wordings: Record<'between' | 'atLeast' | 'atMost', Text>, locale: Locale): string {
  const { atLeast, atMost } = (expected ?? {}) as { readonly atLeast?: number; readonly atMost?: number }
  const text = atLeast === undefined ? wordings.atMost : atMost === undefined ? wordings.atLeast : wordings.between
  return fillText(text[locale], { ...(atLeast === undefined ? {} : { atLeast }), ...(atMost === undefined ? {} : { atMost }) })
}
