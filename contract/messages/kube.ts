import type { ProblemText } from './text-kinds.ts'

export const kubeProblems = {
  'kube-unreachable': {
    says: { en: 'The cluster’s API server at {server} cannot be reached.', ko: '클러스터의 API 서버({server})에 연결할 수 없습니다.' },
    hint: {
      en: 'The cluster may be stopped, paused or still starting. Look at `kindlab status`, then bring it up with `kindlab up`.',
      ko: '클러스터가 멈췄거나, 일시 정지되었거나, 아직 시작하는 중일 수 있습니다. `kindlab status`로 확인한 뒤 `kindlab up`으로 켜 보세요.',
    },
  },
  'kube-silent': {
    says: {
      en: 'The cluster’s API server at {server} was asked and did not answer within {seconds} seconds.',
      ko: '클러스터의 API 서버({server})가 요청을 받고도 {seconds}초 안에 응답하지 않았습니다.',
    },
    hint: {
      en: 'The cluster may be paused, or the machine very busy. Resume it with `kindlab resume`, or wait a moment and try again.',
      ko: '클러스터가 일시 정지되었거나 컴퓨터가 몹시 바쁠 수 있습니다. `kindlab resume`으로 다시 시작하거나, 잠시 뒤에 다시 시도해 보세요.',
    },
  },
  'kubeconfig-unreadable': {
    says: { en: 'The kubeconfig cannot be used: {reason}.', ko: 'kubeconfig를 사용할 수 없습니다: {reason}.' },
    hint: {
      en: 'See whether `kubectl get namespaces` works with the same file and context.',
      ko: '같은 파일과 컨텍스트로 `kubectl get namespaces`가 되는지 확인해 보세요.',
    },
  },
  'kubeconfig-plugin-failed': {
    says: {
      en: 'The plugin that should give the kubeconfig its credentials failed: {plugin}',
      ko: 'kubeconfig에 인증 정보를 제공하는 플러그인이 실패했습니다: {plugin}',
    },
    hint: {
      en: 'You may have to log in again. See whether `kubectl get namespaces` works with the same file; what the plugin said is below.',
      ko: '다시 로그인해야 할 수 있습니다. 같은 파일로 `kubectl get namespaces`가 되는지 확인해 보세요. 플러그인이 출력한 내용은 아래에 있습니다.',
    },
  },
  'kubeconfig-plugin-missing': {
    says: {
      en: 'The kubeconfig gets its credentials from a program that is not installed: {plugin}',
      ko: 'kubeconfig가 인증 정보를 얻는 데 쓰는 프로그램이 설치되어 있지 않습니다: {plugin}',
    },
    hint: {
      en: 'Install it so that it is found in PATH, or ask whoever runs the cluster for a kubeconfig with a token.',
      ko: 'PATH에서 찾을 수 있도록 설치하거나, 클러스터 관리자에게 토큰이 담긴 kubeconfig를 요청하세요.',
    },
  },
  'kubeconfig-plugin-interactive': {
    says: {
      en: 'The kubeconfig’s credentials come from a program that must ask you something in a terminal: {plugin}',
      ko: 'kubeconfig에 인증 정보를 제공하는 프로그램은 터미널에서 직접 답해야만 실행됩니다: {plugin}',
    },
    why: { en: 'Kindlab asks for credentials in the background, where nobody can answer.', ko: 'Kindlab은 인증 정보를 백그라운드에서 얻으므로 답할 사람이 없습니다.' },
    hint: {
      en: 'Ask whoever runs the cluster for a kubeconfig with a token, or for a plugin that works unattended.',
      ko: '클러스터 관리자에게 토큰이 담긴 kubeconfig나, 사람의 입력 없이 동작하는 플러그인을 요청하세요.',
    },
  },
  'kubeconfig-insecure': {
    says: {
      en: 'The kubeconfig does not check the certificate of {server} (insecure-skip-tls-verify).',
      ko: '이 kubeconfig는 {server}의 인증서를 확인하지 않습니다(insecure-skip-tls-verify).',
    },
    why: { en: 'Anyone on the way could read and change what is sent.', ko: '중간에 있는 누구나 주고받는 내용을 보고 바꿀 수 있습니다.' },
    hint: {
      en: 'Put the cluster’s certificate authority into the kubeconfig as certificate-authority-data instead.',
      ko: '대신 클러스터의 인증 기관 인증서를 certificate-authority-data로 kubeconfig에 넣어 주세요.',
    },
  },
} as const satisfies Record<string, ProblemText>
