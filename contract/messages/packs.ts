import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const packsProblems = {
  'pack-refused': {
    says: { en: 'The pack in {folder} cannot be used.', ko: '{folder}에 있는 팩을 사용할 수 없습니다.' },
    hint: { en: 'Each line below names a place in its files and what to change there.', ko: '아래 각 줄에 파일에서 고칠 곳과 방법이 나와 있습니다.' },
  },
  'pack-unknown': {
    says: { en: 'There is no pack called {pack}.', ko: '이름이 {pack}인 팩이 없습니다.' },
    hint: { en: '`kindlab packs list` shows the packs that are installed.', ko: '설치된 팩은 `kindlab packs list`로 볼 수 있습니다.' },
  },
  'lab-unknown': {
    says: { en: 'There is no lab called {lab}.', ko: '이름이 {lab}인 실습이 없습니다.' },
    hint: { en: '`kindlab labs list` shows every lab.', ko: '실습 목록은 `kindlab labs list`로 볼 수 있습니다.' },
  },
} as const satisfies Record<string, ProblemText>

export const packsSteps = {
  'read-packs': { en: 'Reading the packs', ko: '팩을 읽는 중' },
} as const satisfies Record<string, Text>

/** Why a pack is refused, with places for what was found and what was expected. */
export const packFaults = {
  'not-readable': { en: 'It cannot be read: {reason}.', ko: '읽을 수 없습니다: {reason}.' },
  'symbolic-link': { en: 'It is a symbolic link. A pack holds ordinary files and folders only.', ko: '심볼릭 링크입니다. 팩에는 일반 파일과 폴더만 넣을 수 있습니다.' },
  'not-a-file': { en: 'It is neither a file nor a folder.', ko: '파일도 폴더도 아닙니다.' },
  'bad-file-name': {
    en: 'This name does not work on every system. Use letters, digits, dots, dashes and underscores.',
    ko: '모든 운영 체제에서 쓸 수 있는 이름이 아닙니다. 영문자, 숫자, 점, 붙임표(-), 밑줄(_)만 사용하세요.',
  },
  'too-many-files': { en: 'The pack has more than {limit} files.', ko: '팩의 파일이 {limit}개를 넘습니다.' },
  'too-deep': { en: 'Folders are nested deeper than {limit}.', ko: '폴더가 {limit}단계보다 깊습니다.' },
  'file-too-large': { en: 'The file has {found} bytes; {limit} are allowed.', ko: '파일 크기가 {found}바이트입니다. {limit}바이트까지 허용됩니다.' },
  'pack-too-large': { en: 'The pack has more than {limit} bytes.', ko: '팩의 전체 크기가 {limit}바이트를 넘습니다.' },
  'not-utf8': { en: 'The file is not UTF-8 text.', ko: 'UTF-8 텍스트 파일이 아닙니다.' },
  'nul-character': { en: 'The file holds a NUL character. Text files have none.', ko: '파일에 NUL 문자가 들어 있습니다. 텍스트 파일에는 쓸 수 없습니다.' },
  'file-missing': { en: 'The file is missing.', ko: '파일이 없습니다.' },
  'yaml-syntax': { en: 'This is not valid YAML: {reason}', ko: '올바른 YAML이 아닙니다: {reason}' },
  'yaml-too-deep': { en: 'YAML is nested deeper than {limit} levels.', ko: 'YAML의 중첩이 {limit}단계보다 깊습니다.' },
  'yaml-too-long': { en: 'The YAML is too long: more than {limit} words and marks.', ko: 'YAML이 너무 깁니다. 단어와 기호가 {limit}개를 넘습니다.' },
  'yaml-aliases': { en: 'Aliases (`*name`) unfold to far more than is written. Write the values out.', ko: '별칭(`*name`)이 지나치게 큰 내용으로 불어납니다. 값을 직접 적어 주세요.' },
  'yaml-tag': { en: 'Tags such as {found} are not allowed. Remove it.', ko: '{found} 같은 태그는 사용할 수 없습니다. 지워 주세요.' },
  'yaml-duplicate-key': { en: 'This field is written twice in the same map.', ko: '같은 맵 안에 이 필드가 두 번 적혀 있습니다.' },
  'yaml-documents': { en: 'The file must hold one YAML document; it holds {found}.', ko: '이 파일에는 YAML 문서가 하나만 있어야 합니다. 지금은 {found}개입니다.' },
  'unknown-field': { en: 'There is no field `{name}` here.', ko: '여기에는 `{name}` 필드가 없습니다.' },
  'unknown-field-meant': { en: 'There is no field `{name}` here. Did you mean `{meant}`?', ko: '여기에는 `{name}` 필드가 없습니다. 혹시 `{meant}`인가요?' },
  'missing-field': { en: '`{name}` is missing. Expected: {expected}.', ko: '`{name}` 필드가 빠졌습니다. 써야 할 값: {expected}.' },
  'wrong-value': { en: 'Found {found}. Expected: {expected}.', ko: '맞지 않는 값입니다. 지금 값: {found}. 써야 할 값: {expected}.' },
  'duplicate-id': { en: 'The id `{id}` is used twice. It was first used on line {first}.', ko: '`{id}`라는 id가 두 번 쓰였습니다. 처음 쓰인 곳은 {first}번째 줄입니다.' },
  'duplicate-lab': { en: 'Another lab ({other}) has the same id `{id}`.', ko: '다른 실습({other})이 같은 id `{id}`를 쓰고 있습니다.' },
  'unknown-step': { en: 'No step is called `{name}`. The steps are: {steps}.', ko: '이름이 `{name}`인 단계가 없습니다. 있는 단계: {steps}.' },
  'unknown-step-meant': { en: 'No step is called `{name}`. Did you mean `{meant}`?', ko: '이름이 `{name}`인 단계가 없습니다. 혹시 `{meant}`인가요?' },
  'track-lab-unknown': { en: 'No lab of this pack is called `{lab}`. The labs are: {labs}.', ko: '이 팩에는 이름이 `{lab}`인 실습이 없습니다. 있는 실습: {labs}.' },
  'track-lab-meant': { en: 'No lab of this pack is called `{lab}`. Did you mean `{meant}`?', ko: '이 팩에는 이름이 `{lab}`인 실습이 없습니다. 혹시 `{meant}`인가요?' },
  'track-lab-twice': { en: 'The lab `{lab}` is on a track already, on line {first}. A lab is on one track.', ko: '`{lab}` 실습은 {first}번째 줄에서 이미 트랙에 들어 있습니다. 실습은 한 트랙에만 넣으세요.' },
  'step-cycle': { en: 'These steps wait for each other, so none of them ever opens: {steps}.', ko: '단계들이 서로를 기다리고 있어 아무것도 열리지 않습니다: {steps}.' },
  'folder-name': { en: "The lab's folder must be called three digits, a dash and the lab's id: 010-{id}.", ko: '실습 폴더의 이름은 숫자 세 자리, 붙임표, 실습 id여야 합니다: 010-{id}.' },
  'no-labs': { en: 'The pack has no lab: no folder with a lab.yaml was found.', ko: '팩에 실습이 없습니다. lab.yaml이 있는 폴더를 찾지 못했습니다.' },
  'locale-default': { en: 'The default language `{name}` is not among `all`.', ko: '`all` 목록에 기본 언어 `{name}`의 코드가 없습니다.' },
  'check-invalid': { en: '{reason}', ko: '{reason}' },
  'text-section-missing': { en: 'The lesson has no section for the step `{step}`. Add a heading: ## Title {#{step}}', ko: '본문에 `{step}` 단계의 절이 없습니다. 제목을 추가하세요: ## 제목 {#{step}}' },
  'text-section-twice': { en: 'The step `{step}` has two sections.', ko: '`{step}` 단계의 절이 두 개입니다.' },
  'text-introduction-missing': { en: 'The lesson has no introduction before its first step.', ko: '본문에서 첫 단계 앞에 소개글이 없습니다.' },
  'text-link': { en: 'The link {found} leaves the pack. Link to a file of the pack or to an https address.', ko: '{found} 링크가 팩 밖을 가리킵니다. 팩 안의 파일이나 https 주소를 쓰세요.' },
  'text-block': { en: 'Unknown mark `{found}` on a code block. The marks are: {expected}.', ko: '코드 블록에 알 수 없는 표시 `{found}`가 있습니다. 쓸 수 있는 표시: {expected}.' },
  'text-block-path': { en: 'The path {found} leaves the workspace.', ko: '{found} 경로가 작업 폴더 밖을 가리킵니다.' },
  'text-callout': { en: '{found} is no callout. These exist, each alone on its line: {expected}.', ko: '{found} 알림 상자는 없습니다. 쓸 수 있는 것은 {expected}이며, 한 줄에 따로 적어야 합니다.' },
  'text-picture': {
    en: 'The picture {found} cannot be shown. Put a PNG, JPEG, WebP, GIF or SVG file into the folder `assets` of the lab or the pack.',
    ko: '{found} 그림을 보여 줄 수 없습니다. PNG, JPEG, WebP, GIF, SVG 파일을 실습이나 팩의 `assets` 폴더에 넣으세요.',
  },
  'text-picture-alt': { en: 'The picture {found} says nothing to those who cannot see it. Describe it: ![what is to be seen]({found}).', ko: '{found} 그림에 설명이 없어 볼 수 없는 사람은 알 수 없습니다. 설명을 적으세요: ![그림 설명]({found})' },
  'unknown-placeholder': { en: 'There is no {found}. These exist: {expected}.', ko: '{found} 자리표시자가 없습니다. 쓸 수 있는 것: {expected}.' },
  'image-not-pinned': { en: 'The image {found} is not pinned. Give it a tag other than latest, or a digest.', ko: '{found} 이미지의 버전이 고정되지 않았습니다. latest가 아닌 태그나 다이제스트를 붙이세요.' },
  'manifest-shape': { en: 'A manifest needs apiVersion, kind and metadata.name.', ko: '매니페스트에는 apiVersion, kind, metadata.name이 있어야 합니다.' },
  'solution-missing': { en: 'The step `{step}` has no solution. Add {expected}.', ko: '`{step}` 단계의 풀이가 없습니다. {expected} 파일을 추가하세요.' },
  'solution-twice': { en: 'The step `{step}` has two solutions.', ko: '`{step}` 단계의 풀이가 두 개입니다.' },
  'solution-name': { en: 'This name does not say which step it is for. Expected: {expected}.', ko: '어느 단계의 것인지 알 수 없는 이름입니다. 써야 할 이름: {expected}.' },
  'reader-failed': { en: 'Reading the pack failed in a way that Kindlab did not foresee: {reason}', ko: '팩을 읽다가 예상하지 못한 오류가 났습니다: {reason}' },
} as const satisfies Record<string, Text>

/** What a field may hold, as the end of the sentence "Expected: …". */
export const packExpectations = {
  identifier: { en: 'lower-case letters, digits and dashes, at most 63', ko: '영문 소문자, 숫자, 붙임표(-)로 된 63자 이하의 이름' },
  language: { en: 'a language code such as en, ko or pt-BR', ko: 'en, ko, pt-BR 같은 언어 코드' },
  version: { en: 'a semantic version such as 1.0.0', ko: '1.0.0 같은 유의적 버전' },
  duration: { en: 'a duration such as 5s, 500ms or 2m', ko: '5s, 500ms, 2m 같은 시간' },
  'variable-name': { en: 'a name of letters and digits that begins with a lower-case letter', ko: '영문 소문자로 시작하고 영문자와 숫자로 된 이름' },
  string: { en: 'text', ko: '텍스트' },
  'string-nonempty': { en: 'text that is not empty', ko: '비어 있지 않은 텍스트' },
  number: { en: 'a number', ko: '숫자' },
  int: { en: 'a whole number', ko: '정수' },
  boolean: { en: 'true or false', ko: 'true 또는 false' },
  array: { en: 'a list', ko: '목록' },
  object: { en: 'a map of fields', ko: '필드로 이루어진 맵' },
  record: { en: 'a map of fields', ko: '필드로 이루어진 맵' },
  json: { en: 'any plain value', ko: '일반적인 값' },
  nothing: { en: 'nothing', ko: '빈 값' },
  atLeast: { en: 'at least {limit}', ko: '{limit} 이상' },
  atMost: { en: 'at most {limit}', ko: '{limit} 이하' },
  itemsAtLeast: { en: 'at least {limit} entries', ko: '항목 {limit}개 이상' },
  itemsAtMost: { en: 'at most {limit} entries', ko: '항목 {limit}개 이하' },
  lengthAtMost: { en: 'at most {limit} characters', ko: '{limit}자 이하' },
  someOther: { en: 'something else ({reason})', ko: '다른 값({reason})' },
  or: { en: ' or ', ko: ' 또는 ' },
  list: { en: 'a list of {count}', ko: '항목 {count}개짜리 목록' },
  map: { en: 'a map with {keys}', ko: '{keys} 필드가 든 맵' },
} as const satisfies Record<string, Text>
