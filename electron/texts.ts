import type { Locale, Text } from '#contract/locale.ts'

/** What the desktop app says outside the page: the menu and the system's own dialogs. */
const texts = {
  file: { en: 'File', ko: '파일' },
  quit: { en: 'Quit Kindlab', ko: 'Kindlab 종료' },
  about: { en: 'About Kindlab', ko: 'Kindlab 정보' },
  hide: { en: 'Hide Kindlab', ko: 'Kindlab 가리기' },
  hideOthers: { en: 'Hide Others', ko: '기타 가리기' },
  showAll: { en: 'Show All', ko: '모두 보기' },
  closeWindow: { en: 'Close Window', ko: '창 닫기' },
  whenQuitting: { en: 'When Kindlab Quits', ko: 'Kindlab을 종료할 때' },
  pause: { en: 'Pause the Cluster', ko: '클러스터 일시 중지' },
  stop: { en: 'Stop the Cluster', ko: '클러스터 끄기' },
  keep: { en: 'Leave the Cluster Running', ko: '클러스터를 켜 둔 채로 두기' },
  edit: { en: 'Edit', ko: '편집' },
  undo: { en: 'Undo', ko: '실행 취소' },
  redo: { en: 'Redo', ko: '다시 실행' },
  cut: { en: 'Cut', ko: '잘라내기' },
  copy: { en: 'Copy', ko: '복사' },
  paste: { en: 'Paste', ko: '붙여넣기' },
  selectAll: { en: 'Select All', ko: '모두 선택' },
  view: { en: 'View', ko: '보기' },
  go: { en: 'Go', ko: '이동' },
  help: { en: 'Help', ko: '도움말' },
  reload: { en: 'Reload', ko: '새로 고침' },
  fullScreen: { en: 'Full Screen', ko: '전체 화면' },
  developerTools: { en: 'Developer Tools', ko: '개발자 도구' },
  window: { en: 'Window', ko: '창' },
  minimize: { en: 'Minimize', ko: '최소화' },
  yes: { en: 'Yes', ko: '예' },
  no: { en: 'No', ko: '아니요' },
  tryAgain: { en: 'Try Again', ko: '다시 시도' },
  engineGone: { en: 'Kindlab’s engine keeps ending by itself.', ko: 'Kindlab 엔진이 계속 스스로 종료됩니다.' },
  engineGoneHint: {
    en: 'Your cluster, your terminals and your files go on without it. `kindlab doctor` says what may be wrong on this machine.',
    ko: '클러스터와 터미널, 파일은 그대로 있습니다. `kindlab doctor`로 이 컴퓨터에 어떤 문제가 있는지 볼 수 있습니다.',
  },
  pageGone: { en: 'Kindlab’s window keeps failing.', ko: 'Kindlab 창에 계속 문제가 생깁니다.' },
  pageGoneHint: {
    en: 'Your work is safe. Try again, or quit and start Kindlab once more.',
    ko: '작업한 내용은 그대로 있습니다. 다시 시도하거나, 종료한 뒤 Kindlab을 다시 시작해 주세요.',
  },
} as const satisfies Record<string, Text>

export type DesktopText = keyof typeof texts

export const desktopTexts: Readonly<Record<DesktopText, Text>> = texts

export const say = (key: DesktopText, locale: Locale): string => texts[key][locale]
