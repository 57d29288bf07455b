import type { Locale, Text } from '#contract/locale.ts'
import { fillText, type TextParams } from '#contract/locale.ts'

/** What the command line says by itself; Problems, steps and evidence have their words in the contract. */
const texts = {
  ready: { en: 'The cluster {name} is ready: Kubernetes {kubernetes}, {nodes} node(s).', ko: '클러스터 {name}이(가) 준비되었습니다. 쿠버네티스 {kubernetes}, 노드 {nodes}개.' },
  clusterState: { en: 'Cluster: {state}', ko: '클러스터: {state}' },
  paused: { en: 'Paused: no processor time is used. `kindlab up` goes on where it stopped.', ko: '잠시 멈췄습니다. CPU를 쓰지 않으며, `kindlab up`으로 이어서 쓸 수 있습니다.' },
  stopped: { en: 'Stopped: no memory is used. `kindlab up` starts it again.', ko: '껐습니다. 메모리를 쓰지 않으며, `kindlab up`으로 다시 켤 수 있습니다.' },
  removed: { en: 'Removed everything that Kindlab made. Your own clusters and ~/.kube/config are as they were.', ko: 'Kindlab이 만든 것을 모두 지웠습니다. 다른 클러스터와 ~/.kube/config는 그대로입니다.' },
  logsIn: { en: 'The logs are in {folder}', ko: '로그를 모아 둔 곳: {folder}' },
  pageAt: { en: 'Kindlab is at {address}', ko: 'Kindlab 주소: {address}' },
  pageAgain: { en: 'For another browser: {address}', ko: '다른 브라우저에서 열 주소: {address}' },
  stopHint: { en: 'Ctrl-C ends it; the cluster is then {fate}.', ko: 'Ctrl-C로 끝냅니다. 그 뒤 클러스터는 {fate} 상태가 됩니다.' },
  'fate-pause': { en: 'paused', ko: '일시 중지' },
  'fate-stop': { en: 'stopped', ko: '꺼짐' },
  'fate-keep': { en: 'left running', ko: '실행 중' },
  'fate-down': { en: 'removed', ko: '삭제됨' },
  ending: { en: 'Ending…', ko: '끝내는 중…' },
  yesNo: { en: ' [Y/n] ', ko: ' [Y/n] ' },
  labBegun: { en: 'You are in. Open a shell with `kindlab shell`; your checks follow with `kindlab labs check --watch`.', ko: '시작했습니다. `kindlab shell`로 셸을 열고, `kindlab labs check --watch`로 확인 항목을 지켜보세요.' },
  noAttempt: { en: 'No lab is under way. `kindlab labs list` shows them; `kindlab labs start <lab>` begins one.', ko: '진행 중인 실습이 없습니다. `kindlab labs list`로 목록을 보고 `kindlab labs start <실습>`으로 시작하세요.' },
  severalAttempts: { en: 'Several labs are under way; say which: {labs}', ko: '여러 실습이 진행 중입니다. 하나를 골라 주세요: {labs}' },
  noLab: { en: 'There is no lab “{lab}”. There are: {labs}', ko: '“{lab}” 실습이 없습니다. 있는 실습: {labs}' },
  noStep: { en: 'This lab has no open step “{step}”. Its steps: {steps}', ko: '“{step}” 단계가 열려 있지 않습니다. 단계: {steps}' },
  minutes: { en: '{minutes} min', ko: '{minutes}분' },
  step: { en: 'Step {number} of {of}: {title}', ko: '{of}단계 중 {number}단계: {title}' },
  stepPassed: { en: 'passed', ko: '통과' },
  stepSkipped: { en: 'skipped', ko: '건너뜀' },
  stepLocked: { en: 'opens later', ko: '나중에 열림' },
  moreOncePassed: { en: 'More follows here once the step has passed.', ko: '단계를 통과하면 이어지는 내용이 나옵니다.' },
  holding: { en: 'true now; it must stay so for {duration}', ko: '지금은 맞습니다. {duration} 동안 유지되어야 합니다' },
  finished: { en: 'Done: {earned} of {of} points.', ko: '끝났습니다. {of}점 중 {earned}점입니다.' },
  points: { en: '{earned} of {of} points', ko: '{of}점 중 {earned}점' },
  hintNumber: { en: 'Hint {shown} of {of}', ko: '힌트 {shown}/{of}' },
  noMoreHints: { en: 'There are no more hints for this step.', ko: '이 단계의 힌트를 모두 보았습니다.' },
  resetDone: { en: 'Reset: everything is as at the start.', ko: '처음 상태로 되돌렸습니다.' },
  ended: { en: 'Ended. Your files stay in {folder}', ko: '실습을 마쳤습니다. 파일은 {folder}에 남아 있습니다.' },
  detachHint: { en: 'Ctrl-] leaves the shell running and brings you back here.', ko: 'Ctrl-]를 누르면 셸은 계속 실행되고 이곳으로 돌아옵니다.' },
  detached: { en: 'The shell goes on; `kindlab shell` brings you back to it.', ko: '셸은 계속 실행 중입니다. `kindlab shell`로 다시 돌아갈 수 있습니다.' },
  watching: { en: 'Watching; Ctrl-C ends it.', ko: '지켜보는 중입니다. Ctrl-C로 끝냅니다.' },
  sightLost: { en: 'The cluster cannot be seen right now; nothing is counted against you.', ko: '지금은 클러스터를 볼 수 없습니다. 감점되지 않습니다.' },
  allWell: { en: 'Everything is in order.', ko: '모두 정상입니다.' },
  refusedPack: { en: 'Not loaded: {place}: {message}', ko: '불러오지 못함: {place}: {message}' },
  heldOf: { en: '{held} of {of} held', ko: '{of}개 가운데 {held}개 성립' },
  rulesHeld: { en: '{held} of {of} rules held', ko: '규칙 {of}개 가운데 {held}개를 지켰습니다' },
  labMade: { en: 'A lab to fill is in {folder}. `kindlab labs lint {pack}` accepts it; `kindlab labs test {id} --pack {pack}` fails until it is written.', ko: '채워 넣을 실습을 {folder}에 만들었습니다. `kindlab labs lint {pack}`는 통과하지만 `kindlab labs test {id} --pack {pack}`는 내용을 쓸 때까지 실패합니다.' },
  labIdBad: { en: '“{id}” cannot name a lab: lower-case letters and digits, with dashes between them.', ko: '“{id}”은(는) 실습 이름으로 쓸 수 없습니다. 소문자와 숫자를 쓰고, 그 사이에만 줄표를 넣으세요.' },
  labThere: { en: '{folder} is there already.', ko: '{folder}이(가) 이미 있습니다.' },
  packBroken: { en: 'The pack in {folder} does not load; `kindlab labs lint` says why.', ko: '{folder}의 팩을 불러오지 못했습니다. `kindlab labs lint`로 까닭을 볼 수 있습니다.' },
  noSchema: { en: 'There is no schema “{name}”; there are lab and pack.', ko: '“{name}” 스키마는 없습니다. lab과 pack이 있습니다.' },
  imageBuilt: { en: 'made by Kindlab', ko: 'Kindlab이 만듦' },
  imageOfficial: { en: 'official', ko: '공식' },
  imageHere: { en: '{megabytes} MB', ko: '{megabytes} MB' },
  imageInNode: { en: 'inside the node image', ko: '노드 이미지 안에 있음' },
  imageMissing: { en: 'not here yet', ko: '아직 없음' },
  imagesSaved: { en: '{count} image(s) saved in {file}', ko: '이미지 {count}개를 {file}에 저장했습니다.' },
} as const satisfies Record<string, Text>

export type CliText = keyof typeof texts

export function say(key: CliText, locale: Locale, params: TextParams = {}): string {
  return fillText(texts[key][locale], params)
}
