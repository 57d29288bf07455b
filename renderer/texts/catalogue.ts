const en = {
  catalogue: {
    hello: 'What would you like to learn?',
    lead: 'Every lab runs on a real cluster on this computer, and its checks follow what you do.',
    labs: 'Labs',
    continue: 'Continue',
    begin: 'Begin',
    beginning: 'Preparing…',
    underway: 'Under way',
    step: 'Step {number} of {of}',
    minutes: '{minutes} min',
    checks: '{checks} checks',
    noLabs: 'No lab could be loaded.',
    refused: 'Not loaded',
    search: 'Search labs',
    nothingFound: 'Nothing here is called that.',
    needsCluster: 'The cluster comes first: it is being prepared on the right.',
  },
}

const ko: typeof en = {
  catalogue: {
    hello: '무엇을 배워 볼까요?',
    lead: '모든 실습은 이 컴퓨터의 진짜 클러스터에서 이루어지고, 확인 항목이 진행을 따라옵니다.',
    labs: '실습',
    continue: '이어서 하기',
    begin: '시작',
    beginning: '준비하는 중…',
    underway: '진행 중',
    step: '{of}단계 중 {number}단계',
    minutes: '{minutes}분',
    checks: '확인 {checks}개',
    noLabs: '불러올 수 있는 실습이 없습니다.',
    refused: '불러오지 못함',
    search: '실습 찾기',
    nothingFound: '찾는 실습이 없습니다.',
    needsCluster: '먼저 클러스터가 필요합니다. 오른쪽에서 준비하고 있습니다.',
  },
}

export const catalogueTexts = { en, ko }
