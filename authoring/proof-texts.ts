import type { Text } from '#contract/locale.ts'
import type { ProofKind } from './proof.ts'

/** What each kind of proof claims. */
export const proofTexts: Readonly<Record<ProofKind, Text>> = {
  lint: { en: 'the lab keeps the rules for labs', ko: '실습이 작성 규칙을 지킨다' },
  'starts-red': { en: 'no check passes at the start', ko: '시작할 때 통과하는 검사가 없다' },
  'starts-as-declared': { en: 'the check has the verdict at the start that it should have', ko: '시작할 때의 판정이 알맞다' },
  'lesson-command': { en: 'the command of the lesson does what its mark says', ko: '본문의 명령이 표시된 대로 동작한다' },
  'solution-runs': { en: 'the solution runs without an error', ko: '풀이가 오류 없이 실행된다' },
  'solution-passes': { en: 'the check passes after the solution, within the budget', ko: '풀이를 마치면 제한 시간 안에 검사를 통과한다' },
  'next-stays-red': { en: 'what comes later has not passed yet', ko: '뒤에 나올 검사는 아직 통과하지 않는다' },
  'near-miss-applied': { en: 'the near-miss could be applied', ko: '비슷한 오답을 실제로 적용했다' },
  'near-miss-stays-red': { en: 'the near-miss does not pass', ko: '비슷한 오답은 통과하지 않는다' },
  'near-miss-verdict': { en: 'the near-miss gets the verdict it should get', ko: '비슷한 오답의 판정이 알맞다' },
  'alternative-runs': { en: 'the alternative runs without an error', ko: '다른 풀이가 오류 없이 실행된다' },
  'alternative-passes': { en: 'the alternative passes', ko: '다른 풀이도 통과한다' },
  'can-fail': { en: 'this part of the check can fail', ko: '검사의 이 부분은 실패할 수 있다' },
  'reset-as-start': { en: 'after a reset it is as at the start', ko: '초기화하면 시작할 때와 같다' },
  'reset-cluster': { en: 'after a reset no object of the cluster differs', ko: '초기화하면 클러스터 전체의 오브젝트가 처음과 같다' },
  'same-twice': { en: 'a second run gives the same verdicts', ko: '다시 실행해도 판정이 같다' },
  replay: { en: 'judged again on what was recorded, the verdict is the same', ko: '기록으로 다시 판정해도 결과가 같다' },
}

export const summaryTexts = {
  held: { en: '{held} of {of} held', ko: '{of}개 가운데 {held}개가 성립합니다' },
  lab: { en: '{lab}: {held} of {of} held in {seconds} s', ko: '{lab}: {of}개 가운데 {held}개 성립, {seconds}초' },
  broken: { en: '✗ {lab}: {claim} ({about}): {found}', ko: '✗ {lab}: {claim} ({about}): {found}' },
} as const satisfies Record<string, Text>
