const en = {
  terminal: { title: 'Terminal {number}', add: 'New terminal', close: 'Close terminal {number}', ended: 'The shell has ended.', restart: 'Open a new one' },
}

const ko: typeof en = {
  terminal: { title: '터미널 {number}', add: '새 터미널', close: '터미널 {number} 닫기', ended: '셸이 끝났습니다.', restart: '새로 열기' },
}

export const terminalTexts = { en, ko }
