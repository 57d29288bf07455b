import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

/** Finding, starting and installing Docker. */
const dockerProblems = {
  'no-debian-archive': {
    says: { en: 'This machine’s apt names no archive of Debian’s packages, and they are needed here.', ko: '이 컴퓨터의 apt 설정에 데비안 패키지 저장소가 없는데, 지금 그 패키지가 필요합니다.' },
    why: {
      en: 'Kindlab takes packages from where this machine takes its own, and knows of no other place.',
      ko: 'Kindlab은 이 컴퓨터가 패키지를 받는 곳에서만 패키지를 받으며, 다른 저장소는 알지 못합니다.',
    },
    hint: {
      en: 'Name a mirror that ends as Debian’s do (`KINDLAB_DEBIAN_MIRROR=http://…/debian`), then try again.',
      ko: '사용할 데비안 미러를 `KINDLAB_DEBIAN_MIRROR=http://…/debian`처럼 지정한 뒤 다시 시도해 주세요.',
    },
  },
  'docker-not-running': {
    says: { en: 'Docker is installed here but not running.', ko: 'Docker가 설치되어 있지만 실행 중이 아닙니다.' },
    hint: { en: 'Start Docker, then try again.', ko: 'Docker를 실행한 뒤 다시 시도해 주세요.' },
  },
  'docker-missing-macos': {
    says: { en: 'There is no Docker on this Mac.', ko: '이 Mac에는 Docker가 없습니다.' },
    why: { en: 'Kindlab runs a real Kubernetes cluster in Docker containers.', ko: 'Kindlab은 Docker 컨테이너 안에서 실제 Kubernetes 클러스터를 돌립니다.' },
    hint: {
      en: 'Install and start Docker Desktop (docs.docker.com/desktop) or Colima (`brew install colima docker && colima start`), then try again.',
      ko: 'Docker Desktop(docs.docker.com/desktop)이나 Colima(`brew install colima docker && colima start`)를 설치하고 실행한 뒤 다시 시도해 주세요.',
    },
  },
  'docker-missing-windows': {
    says: { en: 'There is no Docker on this computer.', ko: '이 컴퓨터에는 Docker가 없습니다.' },
    why: { en: 'Kindlab runs a real Kubernetes cluster in Docker containers.', ko: 'Kindlab은 Docker 컨테이너 안에서 실제 Kubernetes 클러스터를 돌립니다.' },
    hint: {
      en: 'Install Docker Desktop with its WSL 2 backend (docs.docker.com/desktop), start it, then try again.',
      ko: 'Docker Desktop을 WSL 2 백엔드로 설치하고(docs.docker.com/desktop) 실행한 뒤 다시 시도해 주세요.',
    },
  },
  'docker-missing-linux': {
    says: { en: 'There is no Docker on this machine ({system}).', ko: '이 컴퓨터({system})에는 Docker가 없습니다.' },
    why: { en: 'Kindlab runs a real Kubernetes cluster in Docker containers.', ko: 'Kindlab은 Docker 컨테이너 안에서 실제 Kubernetes 클러스터를 돌립니다.' },
    hint: {
      en: 'Install and start Docker Engine with your distribution’s own command (docs.docker.com/engine/install), then try again.',
      ko: '사용하는 배포판의 명령으로 Docker Engine을 설치하고 실행한 뒤(docs.docker.com/engine/install) 다시 시도해 주세요.',
    },
  },
  'docker-not-answering': {
    says: { en: 'Docker at {where} is not answering.', ko: '{where}의 Docker가 응답하지 않습니다.' },
    hint: {
      en: 'If Docker is still starting, wait a moment; otherwise start it again. Then try again.',
      ko: 'Docker가 시작되는 중이라면 잠시 기다리고, 아니라면 Docker를 다시 시작한 뒤 시도해 주세요.',
    },
  },
  'docker-not-allowed': {
    says: { en: 'You may not use Docker at {where}.', ko: '{where}의 Docker를 사용할 권한이 없습니다.' },
    why: { en: 'On Linux, Docker belongs to root and to the members of the group `docker`.', ko: 'Linux에서 Docker는 root와 `docker` 그룹의 사용자만 쓸 수 있습니다.' },
    hint: {
      en: 'Add yourself to the group `docker`, log out and in again, then try again.',
      ko: '자신을 `docker` 그룹에 추가하고, 로그아웃했다가 다시 로그인한 뒤 시도해 주세요.',
    },
  },
  'docker-context-missing': {
    says: { en: 'DOCKER_CONTEXT names the context “{context}”, and there is none of that name.', ko: 'DOCKER_CONTEXT에 적힌 컨텍스트 “{context}”을(를) 찾을 수 없습니다.' },
    hint: { en: 'See `docker context ls`, then correct DOCKER_CONTEXT or unset it.', ko: '`docker context ls`로 확인하고 DOCKER_CONTEXT를 고치거나 해제해 주세요.' },
  },
  'docker-over-ssh': {
    says: { en: 'Docker is set to {where}, and Kindlab cannot reach Docker over SSH yet.', ko: 'Docker가 {where}(으)로 설정되어 있습니다. Kindlab은 아직 SSH로 Docker에 연결하지 못합니다.' },
    hint: {
      en: 'Use a Docker on this machine: unset DOCKER_HOST or choose another context with `docker context use`.',
      ko: '이 컴퓨터의 Docker를 사용해 주세요. DOCKER_HOST를 해제하거나 `docker context use`로 다른 컨텍스트를 고르면 됩니다.',
    },
  },
  'docker-host-not-understood': {
    says: { en: 'Docker’s address {where} is not one that Kindlab understands.', ko: 'Docker 주소 {where}을(를) 이해하지 못했습니다.' },
    hint: {
      en: 'Addresses look like unix:///var/run/docker.sock, npipe:////./pipe/docker_engine or tcp://host:2376.',
      ko: '주소는 unix:///var/run/docker.sock, npipe:////./pipe/docker_engine, tcp://host:2376 같은 모양입니다.',
    },
  },
  'docker-is-podman': {
    says: { en: 'What answers at {where} is Podman, not Docker.', ko: '{where}에서 응답한 것은 Docker가 아니라 Podman입니다.' },
    why: {
      en: 'Kindlab relies on parts of Docker that Podman does differently, and has not been tested with it.',
      ko: 'Kindlab이 쓰는 기능 가운데 Podman에서는 다르게 동작하는 것이 있고, 아직 함께 시험하지 않았습니다.',
    },
    hint: { en: 'Install Docker Engine or Docker Desktop beside it, then try again.', ko: 'Docker Engine이나 Docker Desktop을 설치한 뒤 다시 시도해 주세요.' },
  },
  'docker-install-declined': {
    says: { en: 'Docker was not installed, as you wished.', ko: '원하신 대로 Docker를 설치하지 않았습니다.' },
    hint: { en: 'Install it yourself, or start again and agree.', ko: '직접 설치하거나, 다시 시작해서 설치에 동의해 주세요.' },
  },
  'docker-install-failed': {
    says: { en: 'Installing Docker failed.', ko: 'Docker를 설치하지 못했습니다.' },
    hint: {
      en: 'The last lines of the package program say why. If its servers could not be reached, check the network, then try again.',
      ko: '이유는 패키지 프로그램이 남긴 마지막 줄에 있습니다. 서버에 연결하지 못했다면 네트워크를 확인한 뒤 다시 시도해 주세요.',
    },
  },
  'docker-did-not-start': {
    says: { en: 'Docker was started and did not answer within {seconds} seconds.', ko: 'Docker를 시작했지만 {seconds}초 안에 응답하지 않았습니다.' },
    hint: { en: 'Its last lines are below; the whole log is {log}.', ko: '마지막 몇 줄은 아래에 있고, 전체 로그는 {log}에 있습니다.' },
  },
  'docker-disk-full': {
    says: { en: 'Docker has no disk space left.', ko: 'Docker가 쓸 디스크 공간이 없습니다.' },
    hint: {
      en: 'Free some space (`docker system df` shows what Docker uses), then try again.',
      ko: '공간을 비운 뒤 다시 시도해 주세요. Docker가 쓰는 공간은 `docker system df`로 볼 수 있습니다.',
    },
  },
} as const satisfies Record<string, ProblemText>

/** Containers and images that are not as expected. */
const containerProblems = {
  'image-missing': {
    says: { en: 'Docker has no image {image}.', ko: 'Docker에 {image} 이미지가 없습니다.' },
    hint: { en: 'Fetch or build it again, then try again.', ko: '이미지를 다시 받거나 만든 뒤 시도해 주세요.' },
  },
  'container-missing': {
    says: { en: 'The container {container} does not exist any more.', ko: '컨테이너 {container}이(가) 더 이상 없습니다.' },
    hint: { en: 'Somebody may have removed it. Start again what it belonged to.', ko: '누군가 지웠을 수 있습니다. 이 컨테이너를 쓰던 작업을 다시 시작해 주세요.' },
  },
  'container-name-taken': {
    says: { en: 'There already is a container named {name}.', ko: '{name}(이)라는 컨테이너가 이미 있습니다.' },
    hint: { en: 'Remove it if it is not needed (`docker rm -f {name}`), then try again.', ko: '필요 없다면 지우고(`docker rm -f {name}`) 다시 시도해 주세요.' },
  },
} as const satisfies Record<string, ProblemText>

/** Pulling images. */
const pullProblems = {
  'registry-not-answering': {
    says: { en: 'The registry {registry} is not answering, so {image} could not be pulled.', ko: '레지스트리 {registry}이(가) 응답하지 않아 {image}을(를) 받지 못했습니다.' },
    hint: { en: 'Check the network (and the proxy, if there is one), then try again.', ko: '네트워크와 (있다면) 프록시를 확인한 뒤 다시 시도해 주세요.' },
  },
  'registry-refused': {
    says: { en: 'The registry {registry} does not let us have {image}.', ko: '레지스트리 {registry}이(가) {image}을(를) 내주지 않습니다.' },
    hint: {
      en: 'Its name may be wrong, it may be private, or a firewall may stand between. If you have an account there, log in, pull it yourself, then try again.',
      ko: '이름이 틀렸거나, 비공개 이미지이거나, 방화벽이 막고 있을 수 있습니다. 계정이 있다면 로그인해서 직접 받은 뒤 다시 시도해 주세요.',
    },
  },
  'registry-rate-limited': {
    says: { en: 'The registry {registry} gives out no more images to this network for now.', ko: '레지스트리 {registry}이(가) 지금은 이 네트워크에 이미지를 더 내주지 않습니다.' },
    why: { en: 'Registries limit how much can be pulled without an account.', ko: '레지스트리는 계정 없이 받을 수 있는 양을 제한합니다.' },
    hint: { en: 'Try again later, or log in and pull {image} yourself.', ko: '나중에 다시 시도하거나, 로그인해서 {image}을(를) 직접 받아 주세요.' },
  },
  'registry-certificate': {
    says: { en: 'The registry {registry} could not prove that it is itself.', ko: '레지스트리 {registry}이(가) 진짜인지 확인하지 못했습니다.' },
    why: {
      en: 'Its certificate comes from someone Docker does not know: often a company’s proxy that looks into TLS connections.',
      ko: 'Docker가 모르는 곳에서 발급한 인증서입니다. TLS 연결을 들여다보는 회사 프록시인 경우가 많습니다.',
    },
    hint: {
      en: 'Give Docker that proxy’s certificate (docs.docker.com/engine/security/certificates), or use another network.',
      ko: 'Docker에 그 프록시의 인증서를 등록하거나(docs.docker.com/engine/security/certificates) 다른 네트워크를 사용해 주세요.',
    },
  },
  'image-not-in-registry': {
    says: { en: 'The registry {registry} has no image {image}.', ko: '레지스트리 {registry}에 {image} 이미지가 없습니다.' },
    hint: { en: 'Check the name, the tag and the digest.', ko: '이름과 태그, 다이제스트를 확인해 주세요.' },
  },
  'image-digest-differs': {
    says: { en: '{image} from {registry} is not the image its digest promises. It was not kept.', ko: '{registry}에서 받은 {image}이(가) 다이제스트와 맞지 않아 버렸습니다.' },
    why: { en: 'The bytes were damaged or exchanged on their way.', ko: '오는 길에 내용이 손상되었거나 바뀌었습니다.' },
    hint: { en: 'Try again from another network. If it stays so, please tell the image’s publisher.', ko: '다른 네트워크에서 다시 시도해 주세요. 계속 같다면 이미지를 배포한 곳에 알려 주세요.' },
  },
  'image-pull-cut': {
    says: { en: 'The connection to {registry} was cut again and again while {image} was being pulled.', ko: '{image}을(를) 받는 동안 {registry} 연결이 계속 끊겼습니다.' },
    hint: { en: 'What came whole is kept. Try again: it goes on from there.', ko: '온전히 받은 부분은 남아 있습니다. 다시 시도하면 이어서 받습니다.' },
  },
  'image-pull-stalled': {
    says: { en: 'Nothing comes from {registry} any more while {image} is being pulled.', ko: '{image}을(를) 받는 중인데 {registry}에서 더는 아무것도 오지 않습니다.' },
    hint: {
      en: 'Check the network. If it works and the pull still does not go on, restart Docker: it holds on to the dead connection. Then try again.',
      ko: '네트워크를 확인해 주세요. 네트워크에 문제가 없는데도 이어지지 않으면 Docker가 끊어진 연결을 붙들고 있는 것이니, Docker를 다시 시작한 뒤 시도해 주세요.',
    },
  },
  'image-pull-failed': {
    says: { en: '{image} could not be pulled from {registry}.', ko: '{registry}에서 {image}을(를) 받지 못했습니다.' },
    hint: { en: 'What Docker said is below. Try again.', ko: 'Docker가 남긴 말은 아래에 있습니다. 다시 시도해 주세요.' },
  },
} as const satisfies Record<string, ProblemText>

/** What the doctor finds. */
const doctorProblems = {
  'docker-too-old': {
    says: { en: 'Docker {version} is too old: {minimum} is the oldest that works.', ko: 'Docker {version}은(는) 너무 오래되었습니다. {minimum} 이상이어야 합니다.' },
    hint: { en: 'Update Docker, best to {advised} or newer.', ko: 'Docker를 업데이트해 주세요. {advised} 이상을 권합니다.' },
  },
  'docker-program-missing': {
    says: { en: 'The program `docker` is not in the PATH.', ko: '`docker` 프로그램이 PATH에 없습니다.' },
    why: { en: 'Docker itself answers, but kind, which makes the cluster, calls this program.', ko: 'Docker는 응답하지만, 클러스터를 만드는 kind가 이 프로그램을 부릅니다.' },
    hint: {
      en: 'Install Docker’s command line (macOS: `brew install docker`; Debian 13: `sudo apt-get install docker-cli`), then try again.',
      ko: 'Docker 명령줄 프로그램을 설치한 뒤(macOS: `brew install docker`, Debian 13: `sudo apt-get install docker-cli`) 다시 시도해 주세요.',
    },
  },
  'docker-memory-short': {
    says: { en: 'Docker may use {available} GiB of memory; a cluster with labs needs {minimum} GiB.', ko: 'Docker가 쓸 수 있는 메모리는 {available} GiB입니다. 클러스터와 실습에는 {minimum} GiB가 필요합니다.' },
    hint: {
      en: 'With Docker Desktop: Settings → Resources → Memory. With Colima: `colima start --memory {minimum}`. Else close what you do not need.',
      ko: 'Docker Desktop이라면 Settings → Resources → Memory에서, Colima라면 `colima start --memory {minimum}`로 늘려 주세요. 그 밖에는 쓰지 않는 프로그램을 닫아 주세요.',
    },
  },
  'docker-cpus-short': {
    says: { en: 'Docker may use {available} CPU; a cluster needs {minimum}.', ko: 'Docker가 쓸 수 있는 CPU는 {available}개입니다. 클러스터에는 {minimum}개가 필요합니다.' },
    hint: {
      en: 'With Docker Desktop: Settings → Resources → CPU limit. With Colima: `colima start --cpu {minimum}`.',
      ko: 'Docker Desktop이라면 Settings → Resources → CPU limit에서, Colima라면 `colima start --cpu {minimum}`로 늘려 주세요.',
    },
  },
  'docker-disk-short': {
    says: { en: 'Docker’s disk ({folder}) has {available} GB free; a cluster with its images needs {minimum} GB.', ko: 'Docker 디스크({folder})에 남은 공간은 {available} GB입니다. 클러스터와 이미지에는 {minimum} GB가 필요합니다.' },
    hint: { en: 'Free some space: `docker system df` shows what Docker itself uses.', ko: '공간을 비워 주세요. Docker가 쓰는 공간은 `docker system df`로 볼 수 있습니다.' },
  },
  'cgroup-rootless-v1': {
    says: { en: 'Rootless Docker needs cgroup v2, and this machine has v1.', ko: '루트리스 Docker에는 cgroup v2가 필요한데 이 컴퓨터는 v1입니다.' },
    hint: { en: 'Use Docker as root, or start the kernel with `systemd.unified_cgroup_hierarchy=1`.', ko: 'Docker를 root로 쓰거나, 커널을 `systemd.unified_cgroup_hierarchy=1`로 시작해 주세요.' },
  },
  'inotify-short': {
    says: { en: 'This machine lets a user watch few files: {name} is {available}, and a cluster needs {minimum}.', ko: '이 컴퓨터가 허용하는 파일 감시 수가 적습니다. {name}이(가) {available}인데 클러스터에는 {minimum}이(가) 필요합니다.' },
    why: {
      en: 'When it is used up, Kubernetes’ parts stop with “too many open files”.',
      ko: '다 쓰면 Kubernetes 구성 요소가 “too many open files”라며 멈춥니다.',
    },
    hint: { en: 'Raise it with the command below.', ko: '아래 명령으로 늘려 주세요.' },
  },
  'proxy-catches-cluster': {
    says: { en: 'A proxy is set, and NO_PROXY does not leave out the cluster: {missing}.', ko: '프록시가 설정되어 있는데 NO_PROXY에 클러스터 주소가 빠져 있습니다: {missing}' },
    why: { en: 'Calls to your own cluster would go to the proxy, which cannot reach it.', ko: '내 클러스터로 가는 요청이, 거기에 닿을 수 없는 프록시로 가게 됩니다.' },
    hint: { en: 'Add these to NO_PROXY, then start Kindlab again.', ko: 'NO_PROXY에 이것을 더하고 Kindlab을 다시 시작해 주세요.' },
  },
  'architecture-unsupported': {
    says: { en: 'Docker runs on {architecture}, for which Kubernetes has no node image.', ko: 'Docker가 {architecture}에서 돌고 있는데, 여기에 맞는 Kubernetes 노드 이미지가 없습니다.' },
    hint: { en: 'Use a machine with an x86-64 or ARM64 processor.', ko: 'x86-64나 ARM64 프로세서가 있는 컴퓨터를 사용해 주세요.' },
  },
  'architecture-differs': {
    says: { en: 'Docker runs on {architecture}, this machine on {machine}: the cluster would be emulated and very slow.', ko: 'Docker는 {architecture}, 이 컴퓨터는 {machine}입니다. 클러스터가 에뮬레이션으로 돌아 매우 느립니다.' },
    hint: { en: 'Let Docker use this machine’s own architecture.', ko: 'Docker가 이 컴퓨터와 같은 아키텍처를 쓰게 해 주세요.' },
  },
  'clock-differs': {
    says: { en: 'Docker’s clock is {seconds} seconds off from this machine’s.', ko: 'Docker의 시계가 이 컴퓨터의 시계와 {seconds}초 차이 납니다.' },
    why: { en: 'Certificates and measured times would be wrong.', ko: '인증서와 측정한 시간이 어긋납니다.' },
    hint: {
      en: 'A sleeping laptop often leaves Docker’s machine behind: restart Docker.',
      ko: '노트북이 잠들었다 깨면 Docker의 가상 머신이 뒤처지곤 합니다. Docker를 다시 시작해 주세요.',
    },
  },
  'node-image-out-of-reach': {
    says: { en: 'The node image {image} is not on this computer, and {host} does not answer.', ko: '노드 이미지 {image}이(가) 이 컴퓨터에 없고, {host}이(가) 응답하지 않습니다.' },
    why: { en: 'A cluster is made of this image. Once it is here, nothing more is fetched.', ko: '클러스터는 이 이미지로 만듭니다. 한 번 받아 두면 더는 내려받지 않습니다.' },
    hint: {
      en: 'Go online for the first start, or bring the image along: `docker save` on a machine that has it, `docker load` here. If Docker uses a mirror of its own, it may work all the same.',
      ko: '처음 한 번은 인터넷에 연결하거나, 이미지를 가진 컴퓨터에서 `docker save`로 담아 와 여기서 `docker load`로 넣어 주세요. Docker에 미러를 설정해 두었다면 그대로도 될 수 있습니다.',
    },
  },
  'encryption-intercepted': {
    says: { en: 'Something between here and {host} decrypts what passes: it shows a certificate of “{issuer}”, which this computer’s programs do not trust.', ko: '{host}까지 가는 길에 누군가 암호화를 풀고 있습니다. “{issuer}”의 인증서가 보이는데, 이 컴퓨터의 프로그램들은 이를 신뢰하지 않습니다.' },
    why: { en: 'Companies and virus scanners do this. Docker will refuse to pull the node image.', ko: '회사 네트워크나 백신 프로그램이 흔히 이렇게 합니다. 이대로는 Docker가 노드 이미지를 받지 못합니다.' },
    hint: {
      en: 'Ask whoever runs the network for its root certificate and give it to Docker: on Linux in /usr/local/share/ca-certificates with `sudo update-ca-certificates`, then restart Docker; Docker Desktop takes those of the system’s keychain after a restart.',
      ko: '네트워크 관리자에게 루트 인증서를 받아 Docker에 알려 주세요. Linux에서는 /usr/local/share/ca-certificates에 넣고 `sudo update-ca-certificates`를 실행한 뒤 Docker를 다시 시작합니다. Docker Desktop은 시스템 키체인에 넣고 다시 시작하면 됩니다.',
    },
  },
  'clusters-left': {
    says: { en: 'Clusters that Kindlab made and that nobody uses now take space: {clusters}.', ko: 'Kindlab이 만들었지만 지금 쓰지 않는 클러스터가 공간을 차지하고 있습니다: {clusters}' },
    hint: { en: 'Remove those that you need no more.', ko: '더 필요하지 않은 것은 지워 주세요.' },
  },
  'virtualization-off': {
    says: { en: 'This computer cannot run virtual machines now ({by}).', ko: '지금 이 컴퓨터에서는 가상 머신을 실행할 수 없습니다({by}).' },
    why: { en: 'Docker needs one here.', ko: '여기서 Docker는 가상 머신 안에서 돌아갑니다.' },
    hint: {
      en: 'Switch on virtualization (VT-x, AMD-V or SVM) in the firmware’s settings; on Windows also “Virtual Machine Platform” among its features. Then start the computer anew.',
      ko: '펌웨어(BIOS/UEFI) 설정에서 가상화(VT-x, AMD-V, SVM)를 켜 주세요. Windows라면 기능 목록의 “가상 머신 플랫폼”도 켭니다. 그다음 컴퓨터를 다시 시작해 주세요.',
    },
  },
  'wsl-first-generation': {
    says: { en: 'This is WSL 1, which has no Linux kernel of its own.', ko: 'WSL 1입니다. 자체 Linux 커널이 없습니다.' },
    why: { en: 'Docker cannot run in it.', ko: '여기서는 Docker가 돌지 않습니다.' },
    hint: { en: 'Turn the distribution into WSL 2: run this in PowerShell with its name from `wsl -l`.', ko: '배포판을 WSL 2로 바꿔 주세요. PowerShell에서 아래 명령을 `wsl -l`에 나오는 이름으로 실행합니다.' },
  },
  'wsl-home-on-windows': {
    says: { en: 'Kindlab’s folder {folder} is on Windows’ disk.', ko: 'Kindlab 폴더 {folder}이(가) Windows 디스크에 있습니다.' },
    why: { en: 'From Linux that disk is many times slower, and knows no permissions.', ko: 'Linux에서 그 디스크는 몇 배나 느리고 파일 권한도 없습니다.' },
    hint: { en: 'Keep it on Linux’ own disk, then start Kindlab again.', ko: 'Linux 쪽 디스크로 옮기고 Kindlab을 다시 시작해 주세요.' },
  },
  'loopback-closed': {
    says: { en: 'A program on this computer cannot reach another at 127.0.0.1.', ko: '이 컴퓨터의 프로그램끼리 127.0.0.1로 연결할 수 없습니다.' },
    why: { en: 'The cluster and this page are reached there.', ko: '클러스터와 이 화면은 그 주소로 연결됩니다.' },
    hint: { en: 'A firewall or VPN is the usual reason: allow connections to 127.0.0.1.', ko: '방화벽이나 VPN 때문인 경우가 많습니다. 127.0.0.1 연결을 허용해 주세요.' },
  },
  'home-not-writable': {
    says: { en: 'Kindlab may not write to its folder {folder}.', ko: 'Kindlab이 자기 폴더 {folder}에 쓸 수 없습니다.' },
    why: { en: 'Your files and your progress are kept there.', ko: '작업한 파일과 진도가 그곳에 저장됩니다.' },
    hint: { en: 'Give yourself the right to write there, or choose another folder with KINDLAB_HOME.', ko: '그 폴더에 쓰기 권한을 주거나, KINDLAB_HOME으로 다른 폴더를 지정해 주세요.' },
  },
  'home-disk-short': {
    says: { en: 'The disk with Kindlab’s folder {folder} has {available} GB free; {minimum} GB is wanted.', ko: 'Kindlab 폴더 {folder}이(가) 있는 디스크에 {available} GB만 남았습니다. {minimum} GB는 필요합니다.' },
    why: { en: 'Your files and your progress are kept there.', ko: '작업한 파일과 진도가 그곳에 저장됩니다.' },
    hint: { en: 'Free some space, or choose another folder with KINDLAB_HOME.', ko: '공간을 비우거나, KINDLAB_HOME으로 다른 폴더를 지정해 주세요.' },
  },
} as const satisfies Record<string, ProblemText>

export const runtimeProblems = { ...dockerProblems, ...containerProblems, ...pullProblems, ...doctorProblems } as const satisfies Record<string, ProblemText>

export const runtimeSteps = {
  'finding-docker': { en: 'Looking for Docker', ko: 'Docker를 찾는 중' },
  'installing-docker': { en: 'Installing Docker', ko: 'Docker를 설치하는 중' },
  'starting-docker': { en: 'Starting Docker', ko: 'Docker를 시작하는 중' },
} as const satisfies Record<string, Text>

/** What is asked before software is installed or started on somebody's machine. */
export const runtimeQuestions = {
  'install-docker': {
    en: 'There is no Docker here. Install it ({packages}, from {system}’s own packages)?',
    ko: 'Docker가 없습니다. {system}의 공식 패키지({packages})로 설치할까요?',
  },
  'start-docker': { en: 'Docker is installed but not running. Start it?', ko: 'Docker가 설치되어 있지만 실행 중이 아닙니다. 시작할까요?' },
} as const satisfies Record<string, Text>
