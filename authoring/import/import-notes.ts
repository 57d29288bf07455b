import type { Text } from '#contract/locale.ts'
import { fillText, type TextParams } from '#contract/locale.ts'

/**
 * What became of one line of a source. `became`: it is in the lab. `unneeded`: Kindlab does that by itself.
 * `lost`: it could not be carried over. `todo`: what its author has yet to write.
 */
export type Fate = 'became' | 'unneeded' | 'lost' | 'todo'

export interface ImportNote {
  /** From the imported folder. */
  readonly file: string
  readonly line: number
  readonly fate: Fate
  readonly message: Text
}

const words = {
  // became
  lesson: { en: 'the lesson of step {step}', ko: '{step} 단계의 글' },
  introduction: { en: 'the introduction', ko: '소개 글' },
  debrief: { en: 'the closing section', ko: '마무리 글' },
  title: { en: 'the title', ko: '제목' },
  minutes: { en: 'the minutes', ko: '걸리는 시간' },
  summary: { en: 'the summary', ko: '요약' },
  check: { en: 'check {check}', ko: '확인 항목 {check}' },
  solution: { en: 'the solution of step {step}', ko: '{step} 단계의 풀이' },
  startObject: { en: '{object} in start/', ko: 'start/의 {object}' },
  workspaceFile: { en: 'files/{file}', ko: 'files/{file}' },
  picture: { en: 'assets/{file}', ko: 'assets/{file}' },
  hint: { en: 'hint {number} of step {step}', ko: '{step} 단계의 힌트 {number}' },
  block: { en: 'a block to run in the terminal', ko: '터미널에서 실행하는 블록' },
  namespace: { en: 'namespace {name} of the attempt', ko: '실습의 네임스페이스 {name}' },
  binding: { en: 'filled in where it is used', ko: '쓰는 자리마다 값을 넣음' },
  // unneeded
  copy: { en: 'every block can be copied', ko: '모든 블록은 복사할 수 있음' },
  waiting: { en: 'checks follow the cluster by themselves: nothing waits or sleeps', ko: '확인 항목이 클러스터를 스스로 따라가므로 기다릴 필요가 없음' },
  talk: { en: 'nobody reads what a script prints', ko: '스크립트 출력은 아무도 읽지 않음' },
  collected: { en: 'Kindlab explains by itself why a check does not pass', ko: '통과하지 못한 까닭은 Kindlab이 스스로 설명함' },
  cleaned: { en: 'an attempt’s end and reset clean up by themselves', ko: '끝내거나 초기화하면 저절로 정리됨' },
  environment: { en: 'the learner’s own cluster takes its place', ko: '배우는 사람의 클러스터가 그 자리를 대신함' },
  harness: { en: 'how a test is run, not what it says', ko: '테스트를 돌리는 방법일 뿐 내용이 아님' },
  // lost
  scriptLine: { en: 'this command of a script has no counterpart: `{found}`', ko: '이 스크립트 명령에 해당하는 것이 없음: `{found}`' },
  missingFile: { en: 'the file {found} is not there', ko: '{found} 파일이 없음' },
  link: { en: 'the link to {found} leads nowhere here', ko: '{found} 링크는 여기서 갈 곳이 없음' },
  traffic: { en: 'a port of the provider’s machine: {found}', ko: '제공자 서버의 포트: {found}' },
  largePicture: { en: 'the picture {found} is larger than 1 MiB', ko: '{found} 그림이 1 MiB보다 큼' },
  longScript: { en: 'a script of more than {limit} characters is no check', ko: '{limit}자를 넘는 스크립트는 확인 항목이 될 수 없음' },
  catalogueField: { en: 'the catalogue has no place for `{found}`', ko: '목록에 `{found}`를 둘 자리가 없음' },
  unsound: { en: 'check {check} would not load: {reason}', ko: '확인 항목 {check}은(는) 불러올 수 없음: {reason}' },
  html: { en: 'HTML is not shown in lessons: {found}', ko: '글에서 HTML은 보이지 않음: {found}' },
  operation: { en: 'there is nothing like the operation `{found}`', ko: '`{found}`와 같은 동작이 없음' },
  expression: { en: 'the expression `{found}` has no counterpart in match or CEL', ko: '`{found}` 식은 match나 CEL로 옮길 수 없음' },
  neverThere: { en: '{object} is never there before: that it is absent proves nothing of a learner', ko: '{object}은(는) 앞서 나타난 적이 없어, 없다는 것으로는 증명되는 것이 없음' },
  systemNamespace: { en: 'namespace {name} belongs to the cluster: a check sees only the attempt’s own', ko: '네임스페이스 {name}은(는) 클러스터의 것이라 확인 항목으로 볼 수 없음' },
  expectedError: { en: 'a manifest that must be refused is no work of a learner’s', ko: '거절되어야 하는 매니페스트는 배우는 사람이 할 일이 아님' },
  unreadable: { en: 'it cannot be read: {reason}', ko: '읽을 수 없음: {reason}' },
  template: { en: 'the step template {found} is not there', ko: '단계 템플릿 {found}이(가) 없음' },
  emptyStep: { en: 'step {step} checks nothing: it has become part of the next', ko: '{step} 단계는 확인하는 것이 없어 다음 단계에 합침' },
  nothingToCheck: { en: 'nothing is checked after it', ko: '그 뒤로 확인하는 것이 없음' },
  // todo
  todoHints: { en: 'three hints for {step}: a nudge, a direction, nearly the answer', ko: '{step} 단계의 힌트 세 개: 가볍게, 방향, 거의 답' },
  todoProofs: { en: 'the near-misses and the alternative of {step}, which fail until they are written', ko: '{step} 단계의 비슷한 오답과 다른 풀이. 쓸 때까지는 실패함' },
  todoCheck: { en: 'a check: nothing in the source tells when it is done', ko: '확인 항목: 언제 끝난 것인지 원본에 없음' },
  todoSolution: { en: 'the solution of {step}', ko: '{step} 단계의 풀이' },
  todoLanguage: { en: 'a second language: {locales} in pack.yaml and every text', ko: '두 번째 언어: pack.yaml의 {locales}와 모든 글' },
  todoTranslate: { en: 'the texts in {locales}: they are those of the source for now', ko: '{locales} 글: 지금은 원본 그대로임' },
  todoLesson: { en: 'the lesson: a test has none. What stands there are the checks as a list', ko: '글: 테스트에는 글이 없어 확인 항목 목록만 적혀 있음' },
  todoTitles: { en: 'titles of steps and checks in a learner’s words', ko: '단계와 확인 항목의 제목을 배우는 사람의 말로' },
  todoCommand: { en: 'check {check} runs a script: say with object, count, http or log what can be said so', ko: '확인 항목 {check}은(는) 스크립트를 실행함. object, count, http, log로 말할 수 있으면 그렇게 쓸 것' },
  todoImage: { en: 'a tag for the image {image}: what `latest` means changes', ko: '{image} 이미지의 태그. `latest`가 뜻하는 것은 바뀜' },
  todoKind: { en: 'a component that brings the kind {kind}: it is not of Kubernetes itself', ko: '{kind} 종류를 들여올 구성 요소. 쿠버네티스 기본이 아님' },
  todoConcepts: { en: 'concepts and prerequisites, minutes, and whether {folder} needs more than one namespace', ko: 'concepts, prerequisites, minutes, 그리고 {folder}에 네임스페이스가 더 필요한지' },
  todoLists: { en: 'lists: here items may stand in any order and others beside them; say `$ordered` where order matters', ko: '목록: 여기서는 순서가 상관없고 다른 항목이 더 있어도 됨. 순서가 중요하면 `$ordered`로 쓸 것' },
} as const satisfies Record<string, Text>

export type ImportWord = keyof typeof words

/** A place in the source. */
export interface SourcePlace {
  readonly file: string
  readonly line: number
}

/** Collects what became of each line of a source. */
export class ImportReport {
  readonly notes: ImportNote[] = []

  add(fate: Fate, { file, line }: SourcePlace, word: ImportWord, params: TextParams = {}): void {
    this.notes.push({ file, line, fate, message: { en: fillText(words[word].en, params), ko: fillText(words[word].ko, params) } })
  }
}

/** How much of a source is in the lab, or done by Kindlab itself; what its author must write is not of the source. */
export function carriedOver(notes: readonly ImportNote[]): { readonly carried: number; readonly of: number } {
  const carried = notes.filter(({ fate }) => fate === 'became' || fate === 'unneeded').length
  return { carried, of: carried + notes.filter(({ fate }) => fate === 'lost').length }
}
