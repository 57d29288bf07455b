import type { ProblemText } from './text-kinds.ts'

export const editingProblems = {
  'manifest-syntax': {
    says: { en: 'This is not valid YAML: {reason}', ko: '올바른 YAML이 아닙니다: {reason}' },
    hint: { en: 'Look at the indentation and the colons around this place.', ko: '이 근처의 들여쓰기와 콜론을 확인하세요.' },
  },
  'manifest-incomplete': {
    says: { en: 'This is not a Kubernetes object yet: `{field}` is missing.', ko: '아직 쿠버네티스 오브젝트가 아닙니다. `{field}`이(가) 없습니다.' },
    hint: { en: 'Every object begins with `apiVersion`, `kind` and `metadata.name`.', ko: '모든 오브젝트에는 `apiVersion`, `kind`, `metadata.name`이 있어야 합니다.' },
  },
  'manifest-empty': {
    says: { en: 'There is nothing to apply in this file.', ko: '이 파일에는 적용할 내용이 없습니다.' },
    hint: { en: 'Write an object first.', ko: '먼저 오브젝트를 작성하세요.' },
  },
  'field-not-known': {
    says: { en: 'The cluster knows no field `{field}` here.', ko: '클러스터가 모르는 필드 `{field}`입니다.' },
    hint: { en: 'Look for a slip of the pen or a wrong indentation.', ko: '철자나 들여쓰기가 틀리지 않았는지 확인하세요.' },
  },
  'field-of-another-type': {
    says: { en: '`{field}` needs another kind of value: {reason}', ko: '`{field}`에 맞지 않는 형식의 값입니다: {reason}' },
    hint: { en: 'Numbers and true or false stand without quotes, texts may have them.', ko: '숫자와 true/false는 따옴표 없이, 문자열은 따옴표를 써서 적을 수 있습니다.' },
  },
  'field-refused': {
    says: { en: 'The cluster does not take `{field}`: {reason}', ko: '클러스터가 `{field}` 값을 받지 않습니다: {reason}' },
    hint: { en: 'Change the value and try again.', ko: '값을 고친 뒤 다시 시도하세요.' },
  },
  'field-required': {
    says: { en: '`{field}` is missing.', ko: '`{field}`이(가) 빠져 있습니다.' },
    hint: { en: 'The cluster needs a value here.', ko: '여기에는 값이 꼭 필요합니다.' },
  },
  'field-immutable': {
    says: { en: '`{field}` cannot be changed once the object is there.', ko: '`{field}`은(는) 오브젝트를 만든 뒤에는 바꿀 수 없습니다.' },
    hint: { en: 'Delete the object with kubectl first, then apply it anew.', ko: 'kubectl로 오브젝트를 지운 다음 새로 적용하세요.' },
  },
  'field-owned': {
    says: { en: '`{field}` was last set by {manager}, to another value.', ko: '`{field}`은(는) {manager}이(가) 다른 값으로 정해 두었습니다.' },
    why: {
      en: 'Server-side apply remembers who set each field, so that two writers do not overwrite each other unawares.',
      ko: '서버 사이드 적용은 필드마다 누가 정했는지 기억해서, 서로 모르는 사이에 덮어쓰지 않게 합니다.',
    },
    hint: { en: 'Take the field over if your value is the one that should hold.', ko: '여러분의 값이 맞다면 이 필드를 넘겨받으세요.' },
  },
  'kind-not-served': {
    says: { en: 'The cluster has no kind {kind} in {apiVersion}.', ko: '클러스터의 {apiVersion}에는 {kind}이(가) 없습니다.' },
    hint: { en: '`kubectl api-resources` lists every kind with its apiVersion.', ko: '`kubectl api-resources`로 모든 종류와 apiVersion을 볼 수 있습니다.' },
  },
  'namespace-not-there': {
    says: { en: 'There is no namespace {namespace}.', ko: '{namespace} 네임스페이스가 없습니다.' },
    hint: { en: 'Leave the namespace out, and the object goes where the lab is.', ko: '네임스페이스를 적지 않으면 실습용 네임스페이스에 만들어집니다.' },
  },
  'object-not-yours': {
    says: { en: 'You may not change {object} here.', ko: '이 실습에서는 {object}을(를) 바꿀 수 없습니다.' },
    hint: { en: 'A lab’s rights end at its own namespaces. Look at the namespace of this object.', ko: '권한은 이 실습의 네임스페이스까지입니다. 오브젝트의 네임스페이스를 확인하세요.' },
  },
  'object-refused': {
    says: { en: 'The cluster refused {object}: {reason}', ko: '클러스터가 {object}을(를) 거부했습니다: {reason}' },
    hint: { en: 'The sentence is the server’s own; it names what it did not like.', ko: '서버가 보낸 문장에 무엇이 문제인지 적혀 있습니다.' },
  },
} as const satisfies Record<string, ProblemText>
