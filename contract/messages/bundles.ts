import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const bundlesProblems = {
  'bundle-exists': {
    says: { en: 'There is a file {file} already.', ko: '{file} 파일이 이미 있습니다.' },
    hint: { en: 'Choose another name.', ko: '다른 이름을 골라 주세요.' },
  },
  'bundle-missing': {
    says: { en: 'There is no file {file}.', ko: '{file} 파일이 없습니다.' },
    hint: { en: 'Look where the bundle was put.', ko: '오프라인 꾸러미를 어디에 두었는지 확인해 주세요.' },
  },
  'bundle-damaged': {
    says: { en: '{file} is not a whole bundle of Kindlab’s.', ko: '{file}은(는) 온전한 Kindlab 꾸러미가 아닙니다.' },
    why: { en: 'Each part is compared with its checksum before it is used; what was whole has been kept.', ko: '부분마다 체크섬을 확인하고 씁니다. 온전했던 부분은 이미 담아 두었습니다.' },
    hint: { en: 'Copy it anew and load it again: it goes on where it stopped.', ko: '파일을 다시 복사해서 불러와 주세요. 멈춘 곳부터 이어 갑니다.' },
  },
  'bundle-too-new': {
    says: { en: '{file} was made by a newer Kindlab.', ko: '{file}은(는) 더 새로운 Kindlab이 만든 꾸러미입니다.' },
    hint: { en: 'Update Kindlab, then load it.', ko: 'Kindlab을 업데이트한 뒤 불러와 주세요.' },
  },
  'bundle-other-version': {
    says: { en: 'The bundle’s {part} is for another version of Kindlab.', ko: '꾸러미에 든 {part}은(는) 다른 버전의 Kindlab에 맞는 것입니다.' },
    hint: { en: 'Make the bundle with the version of Kindlab that is here, or install the version that made it.', ko: '여기 있는 것과 같은 버전의 Kindlab으로 꾸러미를 만들거나, 꾸러미를 만든 버전을 설치해 주세요.' },
  },
  'bundle-other-machine': {
    says: { en: 'The bundle is for computers with {architecture} processors, and this one has {machine}.', ko: '꾸러미는 {architecture} 컴퓨터용인데, 이 컴퓨터는 {machine}입니다.' },
    hint: { en: 'Make one on a computer of this kind.', ko: '이 컴퓨터와 같은 종류의 컴퓨터에서 꾸러미를 만들어 주세요.' },
  },
  'bundle-kind-elsewhere': {
    says: { en: 'The kind that is used here is {path}, which Kindlab did not put there.', ko: '여기서 쓰는 kind는 {path}인데, Kindlab이 설치한 것이 아닙니다.' },
    why: { en: 'A bundle takes along only programs that Kindlab has fetched or built itself.', ko: '꾸러미에는 Kindlab이 직접 받거나 빌드한 프로그램만 담습니다.' },
    hint: { en: 'Run the command once without that folder in PATH.', ko: '그 폴더를 PATH에서 빼고 한 번 실행해 주세요.' },
  },
  'bundle-not-trusted': {
    says: { en: 'Nothing was loaded: nobody said that the bundle is to be trusted.', ko: '꾸러미를 믿어도 된다는 확인이 없어서 아무것도 불러오지 않았습니다.' },
    why: { en: 'It brings programs that will run on this computer.', ko: '꾸러미에는 이 컴퓨터에서 실행될 프로그램이 들어 있습니다.' },
    hint: { en: 'Run it in a terminal and answer, or add `--yes`.', ko: '터미널에서 실행해 답하거나 `--yes`를 붙여 주세요.' },
  },
} as const satisfies Record<string, ProblemText>

export const bundlesSteps = {
  'bundle-part': { en: 'Packing {part}', ko: '{part} 담는 중' },
  'bundle-write': { en: 'Writing {file}', ko: '{file} 쓰는 중' },
  'bundle-load': { en: 'Loading {part}', ko: '{part} 불러오는 중' },
} as const satisfies Record<string, Text>
