import type { Text } from '../locale.ts'

/**
 * What a lab may need of the cluster, in plain words that fit behind “it needs …” (“…이(가) 필요합니다”).
 * The keys are those of `needs` in lab.yaml, and what else an administrator decides on a lent cluster.
 */
export const needTexts = {
  namespaces: { en: 'namespaces of its own', ko: '전용 네임스페이스' },
  'cluster-scope': { en: 'rights over the whole cluster', ko: '클러스터 전체에 대한 권한' },
  nodes: { en: 'nodes that it may change', ko: '바꿔도 되는 노드' },
  'node-shell': { en: 'a shell on a node', ko: '노드에서 여는 셸' },
  docker: { en: 'Docker on this computer', ko: '이 컴퓨터의 Docker' },
  'network-policy': { en: 'a network that keeps NetworkPolicies', ko: 'NetworkPolicy를 지키는 네트워크' },
  pause: { en: 'a cluster that can be paused', ko: '일시 중지할 수 있는 클러스터' },
  extraRules: { en: 'rights that only an administrator can grant', ko: '관리자만 줄 수 있는 권한' },
  'podSecurity: privileged': { en: 'Pods with the rights of their node', ko: '노드의 권한을 가진 파드' },
} as const satisfies Record<string, Text>
