import type { Text } from '../locale.ts'

/** What the doctor looks at, by the id of each check. */
export const doctorTitles = {
  'docker-answers': { en: 'Docker', ko: 'Docker' },
  'docker-version': { en: 'Docker version', ko: 'Docker 버전' },
  'docker-program': { en: 'Docker command line', ko: 'Docker 명령줄 프로그램' },
  memory: { en: 'Memory for Docker', ko: 'Docker가 쓸 수 있는 메모리' },
  cpus: { en: 'Processors for Docker', ko: 'Docker가 쓸 수 있는 CPU' },
  disk: { en: 'Free disk space', ko: '남은 디스크 공간' },
  cgroup: { en: 'Control groups', ko: '컨트롤 그룹(cgroup)' },
  architecture: { en: 'Processor type', ko: '프로세서 종류' },
  clock: { en: 'Clock', ko: '시계' },
  inotify: { en: 'Files that may be watched', ko: '감시할 수 있는 파일 수' },
  proxy: { en: 'Proxy', ko: '프록시' },
  'node-image': { en: 'Node image', ko: '노드 이미지' },
  encryption: { en: 'Encrypted connections', ko: '암호화된 연결' },
  'other-clusters': { en: 'Other Kindlab clusters', ko: '다른 Kindlab 클러스터' },
  virtualization: { en: 'Virtualization', ko: '가상화' },
  wsl: { en: 'Linux in Windows', ko: 'Windows 속 Linux(WSL)' },
  loopback: { en: 'This computer’s own address', ko: '이 컴퓨터의 내부 주소' },
  home: { en: 'Kindlab’s folder', ko: 'Kindlab 폴더' },
  'lent-cluster': { en: 'Lent cluster', ko: '빌려 쓰는 클러스터' },
} as const satisfies Record<string, Text>

export type DoctorCheckId = keyof typeof doctorTitles
