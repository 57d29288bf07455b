import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const engineProblems = {
  unexpected: {
    says: { en: 'Something happened that Kindlab did not expect: {message}', ko: '예상하지 못한 일이 일어났습니다: {message}' },
    hint: {
      en: 'Try again. If it happens again, please report it with the details below.',
      ko: '다시 시도해 보세요. 또 일어나면 아래의 자세한 내용과 함께 알려 주세요.',
    },
  },
  cancelled: {
    says: { en: 'Cancelled. Nothing was left half-made.', ko: '취소했습니다. 만들다 만 것은 남지 않았습니다.' },
    hint: { en: 'Start it again whenever you like.', ko: '원할 때 다시 시작하면 됩니다.' },
  },
  'home-disk-full': {
    says: { en: 'The disk on which Kindlab keeps your progress and files is full.', ko: 'Kindlab이 진행 상황과 파일을 저장하는 디스크가 가득 찼습니다.' },
    why: { en: 'What was saved before is safe; nothing new can be written.', ko: '이미 저장한 것은 그대로 있지만, 새로 저장할 수 없습니다.' },
    hint: { en: 'Free some disk space, then try again.', ko: '디스크 공간을 비운 뒤 다시 시도해 주세요.' },
  },
  'backup-exists': {
    says: { en: 'There is a file {file} already.', ko: '{file} 파일이 이미 있습니다.' },
    hint: { en: 'Choose another name.', ko: '다른 이름을 골라 주세요.' },
  },
  'backup-missing': {
    says: { en: 'There is no file {file}.', ko: '{file} 파일이 없습니다.' },
    hint: { en: 'Look where the backup was put when it was made.', ko: '백업할 때 파일을 어디에 두었는지 확인해 주세요.' },
  },
  'backup-damaged': {
    says: { en: '{file} is not a whole backup of Kindlab’s.', ko: '{file}은(는) 온전한 Kindlab 백업이 아닙니다.' },
    why: { en: 'It was read before anything was touched: your progress and files are as they were.', ko: '무엇이든 바꾸기 전에 먼저 읽어 보았으므로, 지금의 진도와 파일은 그대로입니다.' },
    hint: { en: 'Copy it anew from where it was kept, or use an earlier one.', ko: '보관해 둔 곳에서 다시 복사하거나, 더 이전 백업을 사용해 주세요.' },
  },
  'backup-too-new': {
    says: { en: '{file} was made by a newer Kindlab.', ko: '{file}은(는) 더 새로운 Kindlab이 만든 백업입니다.' },
    hint: { en: 'Update Kindlab, then restore it.', ko: 'Kindlab을 업데이트한 뒤 복원해 주세요.' },
  },
  'terminal-not-joined': {
    says: { en: 'This terminal is not open here.', ko: '이 터미널은 여기에 열려 있지 않습니다.' },
    hint: { en: 'Open it again.', ko: '다시 열어 주세요.' },
  },
  'lab-missing': {
    says: { en: 'There is no lab {lab} in the pack {pack}.', ko: '{pack} 묶음에 {lab} 실습이 없습니다.' },
    hint: { en: 'See which labs there are with `kindlab labs list`.', ko: '`kindlab labs list`로 어떤 실습이 있는지 볼 수 있습니다.' },
  },
  'engine-busy': {
    says: { en: 'Kindlab is in the middle of something else.', ko: 'Kindlab이 다른 일을 하고 있습니다.' },
    hint: { en: 'Wait until it is done, or cancel it first.', ko: '끝날 때까지 기다리거나 먼저 취소하세요.' },
  },
} as const satisfies Record<string, ProblemText>

export const engineSteps = {} as const satisfies Record<string, Text>
