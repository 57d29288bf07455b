import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const componentsProblems = {
  'component-missing': {
    says: { en: 'There is no component “{component}”.', ko: '“{component}”이라는 구성 요소는 없습니다.' },
    hint: { en: 'There are: {components}', ko: '있는 것: {components}' },
  },
  'component-not-ready': {
    says: { en: '{component} was not ready after {seconds} seconds.', ko: '{component}이(가) {seconds}초가 지나도록 준비되지 않았습니다.' },
    hint: {
      en: 'What it was waiting for is below. Try again: what is there already is kept.',
      ko: '기다리던 것은 아래에 있습니다. 다시 시도해 보세요. 이미 만든 것은 그대로 남아 있습니다.',
    },
  },
  'component-stays': {
    says: { en: 'After {seconds} seconds the cluster had not let go of everything.', ko: '{seconds}초가 지나도록 클러스터가 모두 지우지 못했습니다.' },
    hint: { en: 'Try again. Something may hold on to it: look at its finalizers.', ko: '다시 시도해 보세요. 무언가가 붙들고 있을 수 있으니 finalizers를 살펴보세요.' },
  },
  'component-elsewhere': {
    says: { en: 'Components can be added to a cluster of Kindlab’s own only.', ko: '구성 요소는 Kindlab이 직접 만든 클러스터에만 더할 수 있습니다.' },
    hint: { en: 'Ask whoever runs this cluster whether it is there already.', ko: '이 클러스터의 관리자에게 이미 있는지 물어보세요.' },
  },
} satisfies Record<string, ProblemText>

export const componentsSteps = {
  'component-image': { en: 'Getting {image}', ko: '{image} 준비' },
  'component-load': { en: 'Giving the nodes {image}', ko: '노드에 {image} 넣기' },
  'component-apply': { en: 'Setting up {component}', ko: '{component} 설치' },
  'component-ready': { en: 'Waiting until {component} is ready', ko: '{component} 준비 기다리기' },
  'component-remove': { en: 'Removing {component}', ko: '{component} 제거' },
} satisfies Record<string, Text>
