import type { Text } from '#contract/locale.ts'

/** Something wrong in a check as it is written, for its author. */
export interface CheckMistake {
  /** Where in the check: `assert[0]`, `match.spec.replicas`, `related.slices`. */
  readonly field: string
  /** In an expression: the column, from 1. */
  readonly column?: number
  readonly message: Text
}

/** A mistake inside one expression; its field is added by whoever knows which expression it is. */
export type ExpressionMistake = Pick<CheckMistake, 'message'> & { readonly column: number }

const quoted = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

export const mistakes = {
  syntax: (detail: string): Text => ({ en: `This is no CEL expression: ${detail}.`, ko: `올바른 CEL 식이 아닙니다: ${detail}.` }),
  tooLong: (most: number): Text => ({
    en: `The expression is longer than ${most} characters.`,
    ko: `식이 ${most}자보다 깁니다.`,
  }),
  unknownName: (name: string, known: readonly string[]): Text => ({
    en: `\`${name}\` is not known here${known.length === 0 ? '.' : `; there are ${quoted(known)}.`}`,
    ko: `여기서 쓸 수 없는 이름입니다: \`${name}\`.${known.length === 0 ? '' : ` 쓸 수 있는 이름: ${quoted(known)}.`}`,
  }),
  unknownField: (name: string, meant: string | undefined): Text => ({
    en: `There is no field \`${name}\` here${meant === undefined ? '.' : `; did you mean \`${meant}\`?`}`,
    ko: `여기에는 \`${name}\` 필드가 없습니다.${meant === undefined ? '' : ` 혹시 \`${meant}\`인가요?`}`,
  }),
  unknownKind: (kind: string, apiVersion: string, meant: string | undefined): Text => ({
    en: `\`${apiVersion}\` has no kind \`${kind}\`${meant === undefined ? '.' : `; did you mean \`${meant}\`?`}`,
    ko: `\`${apiVersion}\`에는 \`${kind}\` 종류가 없습니다.${meant === undefined ? '' : ` 혹시 \`${meant}\`인가요?`}`,
  }),
  unknownFunction: (name: string): Text => ({ en: `There is no function \`${name}\`.`, ko: `\`${name}\` 함수는 없습니다.` }),
  notThisMacro: (name: string): Text => ({
    en: `\`${name}\` takes a name and a condition: \`${name}(x, …)\`.`,
    ko: `\`${name}\`에는 이름 하나와 조건 하나를 씁니다: \`${name}(x, …)\`.`,
  }),
  noBool: (path: string, type: string): Text => ({
    en: `\`${path}\` is of type \`${type}\`, not true or false; compare it with something.`,
    ko: `\`${path}\` 값은 \`${type}\` 타입이라 참이나 거짓이 아닙니다. 비교하는 식을 써 주세요.`,
  }),
  neverShown: (name: string): Text => ({
    en: `The API server never shows \`${name}\`: it becomes \`data\`, in base64. Match that.`,
    ko: `API 서버는 \`${name}\` 필드를 보여 주지 않습니다. base64로 \`data\`에 들어가니 그것과 비교하세요.`,
  }),
  badPattern: (detail: string): Text => ({
    en: `This is no RE2 regular expression: ${detail}.`,
    ko: `올바른 RE2 정규식이 아닙니다: ${detail}.`,
  }),
  unknownNamespace: (name: string, known: readonly string[]): Text => ({
    en: `The lab has no namespace \`${name}\`; it has ${quoted(known)}.`,
    ko: `이 실습에는 \`${name}\` 네임스페이스가 없습니다. 있는 네임스페이스: ${quoted(known)}.`,
  }),
  unknownOperator: (name: string): Text => ({
    en: `\`${name}\` is no operator of a partial tree; there are \`$ordered\` with a list and \`$absent: true\`, each alone in its map.`,
    ko: `부분 트리에 없는 연산자입니다: \`${name}\`. 목록을 받는 \`$ordered\`와 \`$absent: true\`만 있으며, 각각 혼자 써야 합니다.`,
  }),
  tooDeep: (most: number): Text => ({ en: `The tree is deeper than ${most} levels.`, ko: `트리가 ${most}단계보다 깊습니다.` }),
  oneQuizType: (types: readonly string[]): Text => ({
    en: `A question is answered in one way: exactly one of ${quoted(types)}.`,
    ko: `질문에 답하는 방법은 하나입니다. ${quoted(types)} 가운데 하나만 쓰세요.`,
  }),
  oneRight: (): Text => ({ en: 'Exactly one of these must be `right: true`.', ko: '이 가운데 정확히 하나만 `right: true`여야 합니다.' }),
  someRight: (): Text => ({ en: 'At least one of these must be `right: true`.', ko: '이 가운데 하나 이상은 `right: true`여야 합니다.' }),
  optionTwice: (id: string): Text => ({ en: `The id \`${id}\` is used twice.`, ko: `id \`${id}\`가 두 번 쓰였습니다.` }),
  noNumber: (): Text => ({ en: 'This is no number, no quantity and no variable.', ko: '숫자도, 수량도, 변수도 아닙니다.' }),
  noCount: (): Text => ({
    en: 'A count needs at least one of `is`, `atLeast`, `atMost`.',
    ko: 'count에는 `is`, `atLeast`, `atMost` 가운데 하나는 있어야 합니다.',
  }),
  noBound: (): Text => ({ en: 'A number needs at least one of `is`, `atLeast`, `atMost`.', ko: '숫자에는 `is`, `atLeast`, `atMost` 가운데 하나는 있어야 합니다.' }),
  noBoundNorAssert: (): Text => ({
    en: 'A query needs at least one of `is`, `atLeast`, `atMost`, or an `assert` over `values`.',
    ko: '쿼리에는 `is`, `atLeast`, `atMost` 가운데 하나나 `values`를 다루는 `assert`가 있어야 합니다.',
  }),
  tooManyTries: (tries: number, most: number): Text => ({
    en: `It would take ${tries} requests to be so sure; ${most} are the most. Widen \`within\` or lower \`confidence\`.`,
    ko: `그만큼 확신하려면 요청을 ${tries}번 보내야 하는데, ${most}번까지만 됩니다. \`within\`을 넓히거나 \`confidence\`를 낮추세요.`,
  }),
  onlyBodyFromPod: (): Text => ({
    en: 'From a Pod only the body of an answer can be told: no `status`, no `headers`, no `header`.',
    ko: '파드에서 보낸 요청은 응답 본문만 알 수 있습니다. `status`, `headers`, `header`는 쓸 수 없습니다.',
  }),
  refusedNeedsFrom: (): Text => ({
    en: 'Who is refused? `refused` needs `from`, the labels of the Pod that asks.',
    ko: '누가 거절되어야 하나요? `refused`에는 요청하는 파드의 레이블 `from`이 필요합니다.',
  }),
  noHistory: (): Text => ({
    en: 'A history needs `always` or `sequence`, or `assert` beside it.',
    ko: 'history에는 `always`나 `sequence`가 있거나, 그 옆에 `assert`가 있어야 합니다.',
  }),
} as const
