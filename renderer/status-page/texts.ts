import type { Locale } from '#contract/locale.ts'

interface PageTexts {
  readonly headline: Readonly<Record<string, string>>
  readonly lead: Readonly<Record<string, string>>
  readonly steps: string
  readonly log: string
  readonly details: string
  readonly cancel: string
  readonly retry: string
  readonly recreate: string
  readonly resume: string
  readonly copy: string
  readonly copied: string
  readonly labs: string
  readonly minutes: string
  readonly attempt: string
  readonly promise: string
  readonly otherLanguage: string
  readonly disconnected: string
  readonly facts: string
  readonly verdict: Readonly<Record<string, string>>
}

export const pageTexts: Readonly<Record<Locale, PageTexts>> = {
  en: {
    headline: {
      absent: 'No cluster yet',
      working: 'Your cluster is on its way',
      ready: 'Your cluster is ready',
      paused: 'Your cluster is paused',
      stopped: 'Your cluster is stopped',
      outdated: 'Your cluster is from an earlier Kindlab',
      broken: 'Your cluster needs a repair',
      failed: 'The cluster did not come up',
    },
    lead: {
      absent: 'Nothing has been created on this computer.',
      working: 'You can leave this page open. Each step is listed below as it happens.',
      ready: 'Begin a lab in your terminal; its checks turn green here too, the moment the cluster is right.',
      paused: 'It takes no processor time now, and goes on in under a second where it stopped.',
      stopped: 'It takes no memory now. Starting it again takes a few seconds.',
      outdated: 'It was made in a way that this version does not continue.',
      broken: 'Something of it is missing or does not answer.',
      failed: 'What had been made for it was removed again.',
    },
    steps: 'Steps',
    log: 'Log',
    details: 'Details',
    cancel: 'Cancel',
    retry: 'Try again',
    recreate: 'Make it anew',
    resume: 'Start it',
    copy: 'Copy',
    copied: 'Copied',
    labs: 'Labs',
    minutes: '{minutes} min',
    attempt: 'Under way',
    promise: 'No account, no telemetry',
    otherLanguage: '한국어',
    disconnected: 'Kindlab is not running any more. Start it again in your terminal.',
    facts: '{nodes} node · Kubernetes {kubernetes}',
    verdict: { passed: 'passed', 'not-yet': 'not yet', wrong: 'different', unknown: 'cannot tell', spent: 'used up' },
  },
  ko: {
    headline: {
      absent: '아직 클러스터가 없습니다',
      working: '클러스터를 준비하고 있습니다',
      ready: '클러스터가 준비되었습니다',
      paused: '클러스터가 잠시 멈춰 있습니다',
      stopped: '클러스터가 꺼져 있습니다',
      outdated: '이전 버전의 Kindlab이 만든 클러스터입니다',
      broken: '클러스터를 고쳐야 합니다',
      failed: '클러스터를 띄우지 못했습니다',
    },
    lead: {
      absent: '이 컴퓨터에 만들어 둔 것이 없습니다.',
      working: '이 화면은 그대로 두어도 됩니다. 진행되는 단계가 아래에 차례로 나타납니다.',
      ready: '터미널에서 실습을 시작하세요. 클러스터가 올바른 상태가 되는 순간 이 화면의 확인 항목도 초록으로 바뀝니다.',
      paused: '지금은 CPU를 쓰지 않으며, 멈춘 자리에서 1초 안에 다시 이어집니다.',
      stopped: '지금은 메모리를 쓰지 않습니다. 다시 켜는 데 몇 초가 걸립니다.',
      outdated: '지금 버전이 이어서 쓸 수 없는 방식으로 만들어졌습니다.',
      broken: '일부가 없어졌거나 응답하지 않습니다.',
      failed: '만들던 것은 모두 치웠습니다.',
    },
    steps: '진행 단계',
    log: '로그',
    details: '자세히',
    cancel: '취소',
    retry: '다시 시도',
    recreate: '새로 만들기',
    resume: '켜기',
    copy: '복사',
    copied: '복사됨',
    labs: '실습',
    minutes: '{minutes}분',
    attempt: '진행 중',
    promise: '계정도, 사용 정보 수집도 없습니다',
    otherLanguage: 'English',
    disconnected: 'Kindlab이 종료되었습니다. 터미널에서 다시 시작하세요.',
    facts: '노드 {nodes}개 · 쿠버네티스 {kubernetes}',
    verdict: { passed: '통과', 'not-yet': '아직', wrong: '다름', unknown: '알 수 없음', spent: '되돌릴 수 없음' },
  },
}
