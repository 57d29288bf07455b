import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const kubeconfigProviderProblems = {
  'lent-cluster-unprepared': {
    says: {
      en: 'The cluster has not been prepared for Kindlab: namespace {namespace} has no {missing}.',
      ko: '이 클러스터는 Kindlab을 쓸 준비가 되어 있지 않습니다. 네임스페이스 {namespace}에 {missing}이(가) 없습니다.',
    },
    hint: {
      en: 'Whoever runs the cluster can prepare it with a few manifests: see docs/existing-cluster.md.',
      ko: '클러스터 관리자가 매니페스트 몇 개로 준비할 수 있습니다. docs/existing-cluster.md를 참고하세요.',
    },
  },
  'lent-rights-missing': {
    says: { en: 'Some rights on this cluster are missing: {rights}.', ko: '이 클러스터에 필요한 권한이 일부 없습니다: {rights}.' },
    why: { en: 'Without them a lab could not start, or could not be judged.', ko: '이 권한이 없으면 실습을 시작하거나 채점할 수 없습니다.' },
    hint: {
      en: 'Whoever runs the cluster can grant them with the Roles in docs/existing-cluster.md.',
      ko: '클러스터 관리자가 docs/existing-cluster.md의 Role로 권한을 줄 수 있습니다.',
    },
  },
  'lent-pool-used-up': {
    says: { en: 'All {size} namespaces of this cluster’s pool are in use.', ko: '이 클러스터에 마련된 네임스페이스 {size}개가 모두 사용 중입니다.' },
    hint: {
      en: 'End a lab that you have finished, or ask whoever runs the cluster for more namespaces.',
      ko: '끝낸 실습을 종료하거나, 클러스터 관리자에게 네임스페이스를 더 요청하세요.',
    },
  },
  'lent-namespace-not-empty': {
    says: { en: 'The namespace {namespace} could not be emptied within {seconds} seconds; still there: {left}.', ko: '네임스페이스 {namespace}을(를) {seconds}초 안에 비우지 못했습니다. 남은 것: {left}.' },
    hint: {
      en: 'An object may be waiting for a finalizer. Whoever runs the cluster can see it with `kubectl get` and remove it.',
      ko: '파이널라이저를 기다리는 오브젝트일 수 있습니다. 클러스터 관리자가 `kubectl get`으로 확인하고 지울 수 있습니다.',
    },
  },
  'lent-cluster-unreachable': {
    says: { en: 'The cluster that is lent to you, {server}, cannot be reached.', ko: '빌려 쓰는 클러스터({server})에 연결할 수 없습니다.' },
    why: { en: 'It may be stopped, or it is reached only from a certain network.', ko: '클러스터가 꺼졌거나 특정 네트워크에서만 연결되는 클러스터일 수 있습니다.' },
    hint: {
      en: 'Check your network connection or VPN. If others cannot reach it either, ask whoever runs the cluster.',
      ko: '네트워크 연결과 VPN을 확인해 보세요. 다른 사람도 연결하지 못한다면 클러스터 관리자에게 문의하세요.',
    },
  },
  'lent-cluster-not-ours': {
    says: {
      en: 'This cluster is lent to you, so `kindlab {command}` does nothing to it.',
      ko: '빌려 쓰는 클러스터에서는 `kindlab {command}`을(를) 쓸 수 없습니다.',
    },
    hint: {
      en: 'End the labs that you no longer need; everything else is up to whoever runs the cluster.',
      ko: '더 필요 없는 실습은 종료하세요. 그 밖의 일은 클러스터 관리자의 몫입니다.',
    },
  },
} as const satisfies Record<string, ProblemText>

export const kubeconfigProviderSteps = {
  'lent-reach': { en: 'Reaching the cluster', ko: '클러스터에 연결하는 중' },
  'lent-check-rights': { en: 'Checking the rights on {count} namespaces', ko: '네임스페이스 {count}개의 권한을 확인하는 중' },
} as const satisfies Record<string, Text>
