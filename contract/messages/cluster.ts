import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const clusterProblems = {
  'cluster-busy': {
    says: {
      en: 'Another Kindlab (process {pid}) is at work on this cluster: {doing}.',
      ko: '다른 Kindlab(프로세스 {pid})이 이 클러스터에서 작업하고 있습니다: {doing}.',
    },
    hint: { en: 'Let it finish, then try again.', ko: '그 작업이 끝난 뒤에 다시 시도해 보세요.' },
  },
  'cluster-name-taken': {
    says: {
      en: 'A cluster named {name} exists that Kindlab did not make ({what}). It was not touched.',
      ko: 'Kindlab이 만들지 않은 {name} 클러스터가 이미 있습니다({what}). 건드리지 않았습니다.',
    },
    hint: {
      en: 'Choose another name with the environment variable KINDLAB_CLUSTER, or remove that cluster yourself if you no longer need it.',
      ko: '환경 변수 KINDLAB_CLUSTER로 다른 이름을 정하거나, 필요 없는 클러스터라면 직접 지워 주세요.',
    },
  },
  'cluster-absent': {
    says: { en: 'There is no cluster named {name}.', ko: '{name} 클러스터가 없습니다.' },
    hint: { en: 'Make one with `kindlab up`.', ko: '`kindlab up`으로 만들 수 있습니다.' },
  },
  'cluster-unfinished': {
    says: { en: 'The cluster {name} was begun and not finished.', ko: '{name} 클러스터를 만들다가 끝내지 못했습니다.' },
    why: { en: 'Kindlab was ended in the middle of making it.', ko: '만드는 도중에 Kindlab이 종료되었습니다.' },
    hint: {
      en: '`kindlab up` clears what is there and makes it anew.',
      ko: '`kindlab up`을 실행하면 남은 것을 치우고 새로 만듭니다.',
    },
  },
  'cluster-incomplete': {
    says: { en: 'The cluster {name} lacks a part of itself: {missing} is gone.', ko: '{name} 클러스터의 일부가 없습니다: {missing}이(가) 사라졌습니다.' },
    why: {
      en: 'Something outside of Kindlab removed it. What was in it cannot be brought back.',
      ko: 'Kindlab 밖에서 지워졌습니다. 그 안에 있던 것은 되살릴 수 없습니다.',
    },
    hint: {
      en: 'Make the cluster anew. Your progress in the labs and your files stay; what runs in the cluster does not.',
      ko: '클러스터를 새로 만드세요. 실습 진행 상황과 파일은 그대로 남지만, 클러스터에서 실행 중이던 것은 사라집니다.',
    },
  },
  'cluster-outdated': {
    says: { en: 'The cluster {name} was made by an earlier Kindlab ({reason}).', ko: '{name} 클러스터는 이전 버전의 Kindlab이 만들었습니다({reason}).' },
    hint: {
      en: 'Make it anew. Your progress in the labs and your files stay; what runs in the cluster does not.',
      ko: '새로 만드세요. 실습 진행 상황과 파일은 그대로 남지만, 클러스터에서 실행 중이던 것은 사라집니다.',
    },
  },
  'cluster-access-lost': {
    says: { en: 'Kindlab’s own key to the cluster {name} is not on this machine any more.', ko: '{name} 클러스터에 접속할 Kindlab의 인증 정보가 이 컴퓨터에 없습니다.' },
    hint: { en: '`kindlab up` fetches it again from the cluster.', ko: '`kindlab up`을 실행하면 클러스터에서 다시 가져옵니다.' },
  },
  'cluster-api-silent': {
    says: {
      en: 'The cluster runs, but its API server at {server} did not become ready within {seconds} seconds.',
      ko: '클러스터는 실행 중이지만 API 서버({server})가 {seconds}초 안에 준비되지 않았습니다.',
    },
    hint: {
      en: 'On a busy machine, try again in a minute. If it stays so, make the cluster anew; your progress and your files stay.',
      ko: '컴퓨터가 바쁘다면 잠시 뒤에 다시 시도해 보세요. 계속 그렇다면 클러스터를 새로 만드세요. 진행 상황과 파일은 그대로 남습니다.',
    },
  },
  'cluster-node-not-ready': {
    says: { en: 'The cluster is there, but not every node became Ready within {seconds} seconds.', ko: '클러스터는 만들어졌지만 모든 노드가 {seconds}초 안에 Ready 상태가 되지는 않았습니다.' },
    why: {
      en: 'Most often the network of the Pods has not come up; the last line below says what the kubelet waits for.',
      ko: '대개 파드 네트워크가 아직 준비되지 않은 경우입니다. kubelet이 무엇을 기다리는지 아래 마지막 줄에 나옵니다.',
    },
    hint: { en: 'Try again; if it stays so, export the logs and look at the kubelet’s.', ko: '다시 시도해 보세요. 계속 그렇다면 로그를 내보내 kubelet 로그를 살펴보세요.' },
  },
  'cluster-create-failed': {
    says: { en: 'The cluster {name} could not be made.', ko: '{name} 클러스터를 만들지 못했습니다.' },
    hint: {
      en: 'The last lines are below and everything is in the log. Try again; if it fails in the same way, please report it.',
      ko: '마지막 줄은 아래에, 전체 내용은 로그에 있습니다. 다시 시도해 보고, 똑같이 실패하면 알려 주세요.',
    },
  },
  'cluster-kind-missing': {
    says: { en: 'The program kind cannot be started.', ko: 'kind 프로그램을 실행할 수 없습니다.' },
    hint: {
      en: 'Kindlab brings it along: try again, so that it is fetched or built anew.',
      ko: 'kind는 Kindlab이 직접 준비합니다. 다시 시도하면 새로 받거나 빌드합니다.',
    },
  },
  'cluster-docker-gone': {
    says: { en: 'Docker stopped answering while the cluster was being made.', ko: '클러스터를 만드는 동안 Docker가 응답을 멈췄습니다.' },
    hint: { en: 'Start Docker, then try again.', ko: 'Docker를 켠 뒤에 다시 시도해 보세요.' },
  },
  'cluster-disk-full': {
    says: { en: 'The disk that holds {folder} is full.', ko: '{folder}이(가) 있는 디스크가 가득 찼습니다.' },
    why: { en: 'A cluster needs about 3 GB, its images 2 GB more.', ko: '클러스터에는 약 3GB, 이미지에는 2GB가 더 필요합니다.' },
    hint: { en: 'Free some space (`docker system df` shows what Docker holds), then try again.', ko: '공간을 확보한 뒤(`docker system df`로 Docker가 차지한 용량을 볼 수 있습니다) 다시 시도해 보세요.' },
  },
  'cluster-inotify': {
    says: { en: 'The system’s limit on watched files is too low for a cluster.', ko: '시스템의 파일 감시(inotify) 한도가 클러스터를 돌리기에 너무 낮습니다.' },
    why: { en: 'Every node watches many files, and Linux’s default allows few watchers to a user.', ko: '노드마다 많은 파일을 감시하는데, 리눅스의 기본값은 사용자당 감시자를 조금만 허용합니다.' },
    hint: { en: 'Raise it with the command below, then try again.', ko: '아래 명령으로 한도를 올린 뒤에 다시 시도해 보세요.' },
  },
  'cluster-memory': {
    says: { en: 'There was not enough memory: Docker has {gibibytes} GiB in all.', ko: '메모리가 부족합니다. Docker가 쓸 수 있는 메모리는 모두 {gibibytes}GiB입니다.' },
    hint: {
      en: 'Close other programs or, with Docker Desktop, give Docker more under Settings → Resources. A cluster wants 2 GiB free.',
      ko: '다른 프로그램을 닫거나, Docker Desktop이라면 Settings → Resources에서 메모리를 늘려 주세요. 클러스터에는 2GiB가 비어 있어야 합니다.',
    },
  },
  'cluster-port-taken': {
    says: { en: 'Port {port} on this machine was taken by another program at the same moment.', ko: '이 컴퓨터의 {port}번 포트를 같은 순간에 다른 프로그램이 차지했습니다.' },
    hint: { en: 'Try again: another free port is chosen.', ko: '다시 시도하면 비어 있는 다른 포트를 고릅니다.' },
  },
  'cluster-cgroup-v1': {
    says: { en: 'The kubelet refuses this machine’s control groups (cgroup {cgroup}).', ko: 'kubelet이 이 컴퓨터의 컨트롤 그룹(cgroup {cgroup})에서 실행되기를 거부했습니다.' },
    why: { en: 'Kubernetes 1.35 and later want cgroup v2.', ko: 'Kubernetes 1.35부터는 cgroup v2가 필요합니다.' },
    hint: {
      en: 'Use a system with cgroup v2 (any Linux of 2022 or later, Docker Desktop 4.3 or later).',
      ko: 'cgroup v2를 쓰는 시스템(2022년 이후의 리눅스, Docker Desktop 4.3 이상)을 사용해 주세요.',
    },
  },
  'cluster-rootless': {
    says: { en: 'Rootless Docker lacks rights that a cluster needs.', ko: 'rootless Docker에 클러스터를 돌리는 데 필요한 권한이 없습니다.' },
    hint: {
      en: 'Let systemd delegate control groups to your user (`Delegate=yes`), as kind’s page on rootless Docker shows.',
      ko: 'kind의 rootless 문서대로 systemd가 사용자에게 컨트롤 그룹을 위임하도록(`Delegate=yes`) 설정해 주세요.',
    },
  },
  'cluster-proxy': {
    says: { en: 'The proxy that this machine is set up with refused the connection.', ko: '이 컴퓨터에 설정된 프록시가 연결을 거부했습니다.' },
    hint: {
      en: 'Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY, and the proxy in Docker’s own settings.',
      ko: 'HTTP_PROXY, HTTPS_PROXY, NO_PROXY와 Docker 자체의 프록시 설정을 확인해 주세요.',
    },
  },
  'cluster-image-missing': {
    says: { en: 'An image that the cluster needs is not there: {image}', ko: '클러스터에 필요한 이미지가 없습니다: {image}' },
    hint: { en: 'Try again, so that it is pulled or built anew.', ko: '다시 시도하면 새로 받거나 빌드합니다.' },
  },
  'cluster-address-pools': {
    says: { en: 'Docker has no free range of addresses for another network.', ko: 'Docker에 새 네트워크에 쓸 주소 대역이 남아 있지 않습니다.' },
    hint: {
      en: 'Remove networks that nothing uses with the command below, or leave a VPN that covers all private ranges, then try again.',
      ko: '아래 명령으로 쓰지 않는 네트워크를 지우거나, 사설 대역을 모두 차지하는 VPN을 끊은 뒤에 다시 시도해 보세요.',
    },
  },
  'cluster-iptables': {
    says: { en: 'Docker could not set up the network’s firewall rules.', ko: 'Docker가 네트워크 방화벽 규칙을 만들지 못했습니다.' },
    why: { en: 'Usually a firewall was reloaded and swept Docker’s rules away.', ko: '대개 방화벽을 다시 불러오면서 Docker의 규칙이 지워진 경우입니다.' },
    hint: { en: 'Restart Docker, then try again.', ko: 'Docker를 다시 시작한 뒤에 시도해 보세요.' },
  },
  'cluster-node-not-booting': {
    says: { en: 'A node’s container started, but its system did not come up.', ko: '노드 컨테이너는 시작했지만 그 안의 시스템이 올라오지 않았습니다.' },
    hint: {
      en: 'Try again. If it fails in the same way, look at the node’s last lines in the log: most often memory, the disk or a security module stands in its way.',
      ko: '다시 시도해 보세요. 똑같이 실패하면 로그에서 노드의 마지막 줄을 살펴보세요. 대개 메모리, 디스크, 보안 모듈이 원인입니다.',
    },
  },
  'cluster-kubelet-unhealthy': {
    says: { en: 'The kubelet, which runs the node’s Pods, did not become healthy.', ko: '노드의 파드를 실행하는 kubelet이 정상 상태가 되지 않았습니다.' },
    hint: {
      en: 'Its last lines are in the log. Memory, a full disk and the watch limits are the usual causes: look at `kindlab doctor`.',
      ko: 'kubelet의 마지막 줄이 로그에 있습니다. 메모리, 가득 찬 디스크, 감시 한도가 흔한 원인이니 `kindlab doctor`를 확인해 보세요.',
    },
  },
  'cluster-control-plane-late': {
    says: { en: 'The control plane did not come up in time.', ko: '컨트롤 플레인이 제시간에 올라오지 않았습니다.' },
    hint: {
      en: 'The machine may be too busy or short of memory. Close other programs and try again; the log says which part was waited for.',
      ko: '컴퓨터가 너무 바쁘거나 메모리가 부족할 수 있습니다. 다른 프로그램을 닫고 다시 시도해 보세요. 무엇을 기다렸는지는 로그에 있습니다.',
    },
  },
} as const satisfies Record<string, ProblemText>

export const clusterSteps = {
  'cluster-machine': { en: 'Looking at the machine', ko: '컴퓨터를 살펴보는 중' },
  'cluster-kind': { en: 'Getting kind', ko: 'kind를 준비하는 중' },
  'cluster-node-image': { en: 'Getting the node image', ko: '노드 이미지를 준비하는 중' },
  'cluster-terminal-image': { en: 'Getting the terminal image', ko: '터미널 이미지를 준비하는 중' },
  'cluster-create': { en: 'Creating the cluster {name}', ko: '{name} 클러스터를 만드는 중' },
  'cluster-nodes': { en: 'Starting the nodes', ko: '노드를 시작하는 중' },
  'cluster-configuration': { en: 'Writing the configuration', ko: '설정을 쓰는 중' },
  'cluster-control-plane': { en: 'Starting the control plane', ko: '컨트롤 플레인을 시작하는 중' },
  'cluster-network': { en: 'Installing the network', ko: '네트워크를 설치하는 중' },
  'cluster-storage': { en: 'Installing the storage', ko: '스토리지를 설치하는 중' },
  'cluster-workers': { en: 'Joining the workers', ko: '워커 노드를 합류시키는 중' },
  'cluster-marks': { en: 'Marking the cluster as ours', ko: '클러스터에 Kindlab 표시를 남기는 중' },
  'cluster-ready': { en: 'Waiting until the nodes are Ready', ko: '노드가 Ready 상태가 되기를 기다리는 중' },
  'cluster-clean': { en: 'Clearing what an earlier attempt left', ko: '이전 시도가 남긴 것을 치우는 중' },
  'cluster-undo': { en: 'Removing what could not be finished', ko: '끝내지 못한 것을 지우는 중' },
  'cluster-pause': { en: 'Pausing the cluster', ko: '클러스터를 일시 정지하는 중' },
  'cluster-resume': { en: 'Resuming the cluster', ko: '클러스터를 다시 시작하는 중' },
  'cluster-stop': { en: 'Stopping the cluster', ko: '클러스터를 멈추는 중' },
  'cluster-start': { en: 'Starting the cluster', ko: '클러스터를 켜는 중' },
  'cluster-repair': { en: 'Restarting the control plane, which does not answer', ko: '응답하지 않는 컨트롤 플레인을 다시 시작하는 중' },
  'cluster-delete': { en: 'Removing the cluster {name}', ko: '{name} 클러스터를 지우는 중' },
} as const satisfies Record<string, Text>
