import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const terminalsProblems = {
  'terminal-gone': {
    says: { en: 'This terminal is no longer there.', ko: '이 터미널은 더 이상 없습니다.' },
    hint: { en: 'Open a new one; your files are still in the workspace.', ko: '새 터미널을 여세요. 파일은 작업 폴더에 그대로 있습니다.' },
  },
  'terminals-too-many': {
    says: { en: '{limit} terminals are open in this lab already, and that is the most there can be.', ko: '이 실습에 터미널이 이미 {limit}개 열려 있어 더 열 수 없습니다.' },
    hint: { en: 'Close one that you do not need, then open a new one.', ko: '쓰지 않는 터미널을 하나 닫고 다시 여세요.' },
  },
  'terminal-target-unsupported': {
    says: { en: 'A terminal on {target} cannot be opened on this cluster.', ko: '이 클러스터에서는 {target}에 터미널을 열 수 없습니다.' },
    hint: {
      en: 'Labs about nodes need a cluster of your own: `kindlab up` makes one.',
      ko: '노드를 다루는 실습에는 내 컴퓨터의 클러스터가 필요합니다. `kindlab up`으로 만들 수 있습니다.',
    },
  },
  'terminal-workspace-not-shared': {
    says: {
      en: 'Docker does not see the folder of your files, {folder}, so a terminal cannot show them.',
      ko: 'Docker가 파일이 든 폴더({folder})를 볼 수 없어 터미널에서 파일을 보여 줄 수 없습니다.',
    },
    why: {
      en: 'Docker runs in a virtual machine or on another machine, and that folder is not shared with it.',
      ko: 'Docker가 가상 머신이나 다른 컴퓨터에서 실행 중이고, 이 폴더가 그쪽과 공유되어 있지 않습니다.',
    },
    hint: {
      en: 'Share the folder in Docker’s settings, or put Kindlab’s data inside your home folder with the environment variable KINDLAB_HOME.',
      ko: 'Docker 설정에서 이 폴더를 공유하거나, 환경 변수 KINDLAB_HOME으로 Kindlab의 데이터를 홈 폴더 안에 두세요.',
    },
  },
  'terminal-pod-not-started': {
    says: {
      en: 'The terminal’s Pod did not start within {seconds} seconds; it was last seen as: {seen}.',
      ko: '터미널 파드가 {seconds}초 안에 시작되지 않았습니다. 마지막으로 본 상태: {seen}.',
    },
    hint: {
      en: 'The namespace’s quota may be used up, or the image {image} not be there for the cluster. Close terminals that you do not need, then try again.',
      ko: '네임스페이스의 할당량이 다 찼거나, 클러스터가 이미지 {image}을(를) 구할 수 없을 수 있습니다. 쓰지 않는 터미널을 닫고 다시 시도해 보세요.',
    },
  },
  'terminal-refused': {
    says: { en: 'The cluster did not let us attach to the terminal: {reason}.', ko: '클러스터가 터미널 연결을 허용하지 않았습니다: {reason}.' },
    hint: {
      en: 'Ask whoever runs the cluster whether you may attach to Pods and run programs in them (pods/attach, pods/exec).',
      ko: '파드에 연결하고 그 안에서 프로그램을 실행할 권한(pods/attach, pods/exec)이 있는지 클러스터 관리자에게 확인하세요.',
    },
  },
  'workspace-path-outside': {
    says: { en: '“{path}” leads out of the workspace.', ko: '‘{path}’은(는) 작업 폴더 밖을 가리킵니다.' },
    why: {
      en: 'Files outside the workspace are never read or changed, whatever a lab or a link says.',
      ko: '실습이나 링크가 무엇을 가리키든 작업 폴더 밖의 파일은 읽지도 바꾸지도 않습니다.',
    },
    hint: { en: 'Use a path inside the workspace, such as `deployment.yaml`.', ko: '`deployment.yaml`처럼 작업 폴더 안의 경로를 쓰세요.' },
  },
  'workspace-not-a-file': {
    says: { en: '“{path}” is not a file.', ko: '‘{path}’은(는) 파일이 아닙니다.' },
    hint: { en: 'Choose a file, or remove what is there under that name.', ko: '파일을 고르거나, 그 이름으로 있는 것을 지우세요.' },
  },
  'workspace-not-a-folder': {
    says: { en: '“{path}” is not a folder.', ko: '‘{path}’은(는) 폴더가 아닙니다.' },
    hint: { en: 'Choose another name for the file’s folder.', ko: '파일을 둘 폴더의 이름을 다르게 지으세요.' },
  },
  'workspace-file-too-large': {
    says: { en: '“{path}” is larger than {limit}, too large for the editor.', ko: '‘{path}’은(는) {limit}보다 커서 편집기로 다룰 수 없습니다.' },
    hint: { en: 'Look at it in a terminal instead: `less {path}`.', ko: '대신 터미널에서 `less {path}`로 보세요.' },
  },
} as const satisfies Record<string, ProblemText>

export const terminalsSteps = {} as const satisfies Record<string, Text>
