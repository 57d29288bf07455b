import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

const unknownMeanwhile = {
  en: 'Checks cannot be judged until the cluster is seen again. Nothing is counted against you meanwhile.',
  ko: '클러스터가 다시 보일 때까지 과제를 채점할 수 없습니다. 그동안 불이익은 없습니다.',
} as const satisfies Text

export const watchProblems = {
  'watch-connecting': {
    says: { en: 'Connecting to the cluster at {server}…', ko: '{server}에 있는 클러스터에 연결하고 있습니다…' },
    hint: { en: 'This usually takes less than a second. If it stays, see whether the cluster runs: kindlab status', ko: '보통 1초도 걸리지 않습니다. 계속되면 kindlab status로 클러스터가 실행 중인지 확인해 보세요.' },
  },
  'watch-disconnected': {
    says: { en: 'The connection to the cluster at {server} is lost.', ko: '{server}에 있는 클러스터와 연결이 끊어졌습니다.' },
    why: unknownMeanwhile,
    hint: {
      en: 'Kindlab keeps trying to reconnect. If it does not come back, see whether the cluster runs: kindlab status',
      ko: '자동으로 다시 연결을 시도합니다. 돌아오지 않으면 kindlab status로 클러스터가 실행 중인지 확인해 보세요.',
    },
  },
  'watch-silent': {
    says: { en: 'The cluster at {server} has not answered for {seconds} seconds.', ko: '{server}에 있는 클러스터가 {seconds}초 동안 응답하지 않습니다.' },
    why: unknownMeanwhile,
    hint: {
      en: 'It may be paused or short of memory or CPU. Kindlab keeps trying. To wake a paused cluster: kindlab resume',
      ko: '일시 정지되었거나 메모리나 CPU가 부족할 수 있습니다. 자동으로 계속 시도합니다. 일시 정지된 클러스터는 kindlab resume으로 깨울 수 있습니다.',
    },
  },
  'watch-heartbeat': {
    says: {
      en: 'The API server at {server} answers, but nothing has moved in the cluster for {seconds} seconds.',
      ko: '{server}의 API 서버는 응답하지만, 클러스터 안에서 {seconds}초 동안 아무 움직임도 없습니다.',
    },
    why: unknownMeanwhile,
    hint: {
      en: 'Its nodes or its database (etcd) may be stuck. Wait a little; if it stays so, restart the cluster: kindlab stop, then kindlab up',
      ko: '노드나 데이터베이스(etcd)가 멈췄을 수 있습니다. 잠시 기다려도 그대로면 kindlab stop 다음 kindlab up으로 클러스터를 다시 시작해 보세요.',
    },
  },
  'watch-frozen': {
    says: { en: 'Kindlab itself stood still for {seconds} seconds.', ko: 'Kindlab이 {seconds}초 동안 멈춰 있었습니다.' },
    why: {
      en: 'The computer slept, or was too busy. What happened in the cluster meanwhile was seen late.',
      ko: '컴퓨터가 절전 상태였거나 너무 바빴습니다. 그동안 클러스터에서 일어난 일은 뒤늦게 확인했습니다.',
    },
    hint: { en: 'The connection is being checked; this takes a moment.', ko: '연결을 확인하고 있습니다. 잠시만 기다려 주세요.' },
  },
  'watch-unauthorized': {
    says: { en: 'The cluster at {server} does not accept our credentials.', ko: '{server}에 있는 클러스터가 자격 증명을 받아들이지 않습니다.' },
    why: {
      en: 'The certificate or token may have expired, or the cluster was made anew.',
      ko: '인증서나 토큰이 만료되었거나, 클러스터가 새로 만들어졌을 수 있습니다.',
    },
    hint: { en: 'Fetch fresh credentials with kindlab up, or renew your kubeconfig.', ko: 'kindlab up으로 자격 증명을 새로 받거나, 사용하는 kubeconfig를 갱신해 보세요.' },
  },
  'watch-untrusted': {
    says: {
      en: 'What answers at {server} does not have the certificate that this cluster should have.',
      ko: '{server}에서 응답하는 서버의 인증서가 이 클러스터의 인증서와 다릅니다.',
    },
    why: {
      en: 'Another cluster, or a proxy in between, answers at this address.',
      ko: '다른 클러스터나 중간의 프록시가 이 주소에서 응답하고 있을 수 있습니다.',
    },
    hint: { en: 'See which cluster uses this port: kindlab status', ko: 'kindlab status로 어떤 클러스터가 이 포트를 쓰는지 확인해 보세요.' },
  },
  'watch-denied': {
    says: { en: 'We may not watch {kind} (namespace {namespace}).', ko: '{kind}를 지켜볼 권한이 없습니다(네임스페이스 {namespace}).' },
    hint: {
      en: 'Whoever runs this cluster can grant list and watch on it. Kindlab asks again every half minute.',
      ko: '클러스터 관리자에게 list와 watch 권한을 요청해 보세요. 30초마다 자동으로 다시 확인합니다.',
    },
  },
  'watch-absent': {
    says: { en: 'The cluster does not know the kind {kind} ({apiVersion}) yet.', ko: '클러스터가 {kind}({apiVersion})라는 종류를 아직 모릅니다.' },
    hint: { en: 'It appears as soon as its CustomResourceDefinition is installed.', ko: '해당 CustomResourceDefinition이 설치되면 바로 나타납니다.' },
  },
  'watch-failing': {
    says: { en: 'The cluster answers, but not for {kind} ({apiVersion}).', ko: '클러스터는 응답하지만 {kind}({apiVersion})는 보여 주지 않습니다.' },
    why: unknownMeanwhile,
    hint: {
      en: 'A conversion webhook that does not run is a usual cause. Kindlab keeps trying.',
      ko: '실행되지 않는 변환 웹훅이 흔한 원인입니다. 자동으로 계속 시도합니다.',
    },
  },
} as const satisfies Record<string, ProblemText>

export const watchSteps = {} as const satisfies Record<string, Text>
