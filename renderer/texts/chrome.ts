const en = {
  appName: 'Kindlab',
  settings: { theme: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark', contrast: 'High contrast', language: 'Language', size: 'Text size' },
  connection: { lost: 'Kindlab’s engine is not answering. This page comes back by itself when it does.' },
  promise: 'No account, no telemetry',
}

const ko: typeof en = {
  appName: 'Kindlab',
  settings: { theme: '테마', system: '시스템 설정 따르기', light: '밝게', dark: '어둡게', contrast: '고대비', language: '언어', size: '글자 크기' },
  connection: { lost: 'Kindlab 엔진이 응답하지 않습니다. 다시 응답하면 화면이 저절로 돌아옵니다.' },
  promise: '계정도, 사용 정보 수집도 없습니다',
}

export const chromeTexts = { en, ko }
