import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const attemptsProblems = {
  'attempt-missing': {
    says: { en: 'There is no attempt {attempt} under way.', ko: '진행 중인 시도 {attempt}이(가) 없습니다.' },
    hint: { en: 'It may have been ended. Start the lab again.', ko: '이미 끝났을 수 있습니다. 실습을 다시 시작하세요.' },
  },
  'attempt-busy': {
    says: {
      en: 'Another Kindlab (process {process}) is changing this attempt and has not finished.',
      ko: '다른 Kindlab(프로세스 {process})이 이 시도를 바꾸는 중이며 아직 끝나지 않았습니다.',
    },
    hint: { en: 'Wait until it is done, or end that process, then try again.', ko: '끝날 때까지 기다리거나 그 프로세스를 종료한 뒤 다시 시도하세요.' },
  },
  'step-missing': {
    says: { en: 'This lab has no step {step}.', ko: '이 실습에는 {step} 단계가 없습니다.' },
    hint: { en: 'See the steps’ names with `kindlab labs check`.', ko: '`kindlab labs check`로 단계 이름을 확인하세요.' },
  },
  'step-not-open': {
    says: { en: 'The step “{step}” is not open.', ko: '“{step}” 단계는 열려 있지 않습니다.' },
    hint: {
      en: 'Only an open step can be skipped: one that is not done, and whose earlier steps are.',
      ko: '앞선 단계를 모두 마쳤고 아직 끝내지 않은 단계만 건너뛸 수 있습니다.',
    },
  },
  'picture-missing': {
    says: { en: 'The lab {lab} has no picture {picture}.', ko: '실습 {lab}에 {picture} 그림이 없습니다.' },
    hint: { en: 'The lesson can be read without it. Please tell the pack’s authors.', ko: '그림 없이도 글은 읽을 수 있습니다. 팩을 만든 사람에게 알려 주세요.' },
  },
  'question-missing': {
    says: { en: 'The step {step} asks no question {check}.', ko: '{step} 단계에 {check} 질문이 없습니다.' },
    hint: { en: 'See the questions of the open step with `kindlab labs check`.', ko: '`kindlab labs check`로 열린 단계의 질문을 확인하세요.' },
  },
  'answer-unfit': {
    says: { en: '“{answer}” is no answer to this question.', ko: '“{answer}”은(는) 이 질문에 맞는 형식의 답이 아닙니다.' },
    hint: {
      en: 'Choose among what is offered, put all of it in order, or write a number where a number is asked for. It was not counted.',
      ko: '제시된 것 가운데 고르거나, 모두 순서대로 놓거나, 숫자를 묻는 곳에는 숫자를 적으세요. 시도 횟수에는 들어가지 않습니다.',
    },
  },
  'solution-missing': {
    says: { en: 'The lab brings no solution for the step {step}.', ko: '이 실습에는 {step} 단계의 풀이가 없습니다.' },
    hint: { en: 'It cannot be skipped. Please tell the pack’s authors.', ko: '이 단계는 건너뛸 수 없습니다. 팩을 만든 사람에게 알려 주세요.' },
  },
  'solution-failed': {
    says: { en: 'The lab’s own solution ended with exit code {exitCode}.', ko: '실습에 들어 있는 풀이가 종료 코드 {exitCode}로 끝났습니다.' },
    hint: {
      en: 'Something made before may be in its way. Rewind to this step and skip it again.',
      ko: '앞서 만든 것이 방해가 되었을 수 있습니다. 이 단계로 되돌린 뒤 다시 건너뛰어 보세요.',
    },
  },
  'lab-needs-more': {
    says: { en: 'The lab {lab} needs what this cluster does not offer: {missing}.', ko: '실습 {lab}에 필요한 기능을 이 클러스터가 제공하지 않습니다: {missing}.' },
    hint: { en: 'Run it on Kindlab’s own cluster (`kindlab up`), or choose another lab.', ko: 'Kindlab이 만드는 클러스터(`kindlab up`)에서 실행하거나 다른 실습을 선택하세요.' },
  },
  'manifest-not-an-object': {
    says: { en: 'Something in {source} is not a Kubernetes object: it lacks apiVersion, kind or a name.', ko: '{source}에 쿠버네티스 오브젝트가 아닌 것이 있습니다. apiVersion, kind 또는 이름이 없습니다.' },
    hint: { en: 'Please tell the pack’s authors.', ko: '팩을 만든 사람에게 알려 주세요.' },
  },
  'manifest-outside': {
    says: {
      en: '{object} in {source} names the namespace {namespace}, which is not the attempt’s.',
      ko: '{source}의 {object}이(가) 이 시도의 것이 아닌 네임스페이스 {namespace}을(를) 가리킵니다.',
    },
    hint: {
      en: 'A lab may only name its own namespaces. Please tell the pack’s authors.',
      ko: '실습은 자기 네임스페이스만 쓸 수 있습니다. 팩을 만든 사람에게 알려 주세요.',
    },
  },
  'manifest-forbidden': {
    says: {
      en: 'The lab may not make {object} ({source}): it has not declared that it needs to.',
      ko: '이 실습은 {object}을(를) 만들 수 없습니다({source}). 필요하다고 선언하지 않았기 때문입니다.',
    },
    hint: {
      en: 'What a lab needs stands under `needs` in its lab.yaml. Please tell the pack’s authors.',
      ko: '실습에 필요한 권한은 lab.yaml의 `needs`에 적습니다. 팩을 만든 사람에게 알려 주세요.',
    },
  },
  'manifest-refused': {
    says: { en: 'The cluster refused {object} ({source}).', ko: '클러스터가 {object}을(를) 받아들이지 않았습니다({source}).' },
    hint: {
      en: 'The details below say why. If they are about the lab’s own file, please tell the pack’s authors.',
      ko: '아래에 이유가 나와 있습니다. 실습 파일이 원인이라면 팩을 만든 사람에게 알려 주세요.',
    },
  },
} as const satisfies Record<string, ProblemText>

export const attemptsSteps = {
  'attempt-namespaces': { en: 'Making namespaces', ko: '네임스페이스를 만듭니다' },
  'attempt-rights': { en: 'Granting rights, comparing the cluster with how it was', ko: '권한을 주고 클러스터를 처음 상태와 비교합니다' },
  'attempt-manifests': { en: 'Applying what the lab starts with, taking open terminals along', ko: '실습의 시작 상태를 적용하고 열린 터미널을 옮깁니다' },
  'attempt-restore': { en: 'Restoring your work, taking open terminals along', ko: '작업한 내용을 복원하고 열린 터미널을 옮깁니다' },
  'attempt-solution': { en: 'Applying the step’s solution', ko: '이 단계의 풀이를 적용합니다' },
  'attempt-ending': { en: 'Removing the attempt from the cluster', ko: '클러스터에서 시도를 제거합니다' },
} as const satisfies Record<string, Text>
