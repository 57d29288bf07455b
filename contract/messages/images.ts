import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const imagesProblems = {
  'build-needs-linux': {
    says: {
      en: 'The image {image} could not be pulled, and it can be built from packages on Linux only.',
      ko: '이미지 {image}을(를) 내려받지 못했고, 패키지에서 직접 만드는 일은 리눅스에서만 됩니다.',
    },
    hint: { en: 'Check the network connection and any proxy, then try again.', ko: '네트워크 연결과 프록시 설정을 확인한 뒤 다시 시도해 보세요.' },
  },
  'build-needs-root': {
    says: {
      en: 'The image {image} could not be pulled, and building it from packages needs root.',
      ko: '이미지 {image}을(를) 내려받지 못했고, 패키지에서 직접 만들려면 root 권한이 필요합니다.',
    },
    hint: {
      en: 'Check the network connection and any proxy, or run Kindlab as root.',
      ko: '네트워크 연결과 프록시 설정을 확인하거나, Kindlab을 root로 실행해 보세요.',
    },
  },
  'build-needs-debian': {
    says: {
      en: 'The image {image} could not be pulled, and building it needs {tools}, which Kindlab installs on Debian and Ubuntu only.',
      ko: '이미지 {image}을(를) 내려받지 못했고, 직접 만들려면 {tools}이(가) 필요한데 Kindlab은 데비안과 우분투에만 설치할 수 있습니다.',
    },
    hint: {
      en: 'Check the network connection and any proxy, or install the tools yourself, then try again.',
      ko: '네트워크 연결과 프록시 설정을 확인하거나 도구를 직접 설치한 뒤 다시 시도해 보세요.',
    },
  },
  'build-needs-go': {
    says: {
      en: 'The image {image} could not be pulled, and building it needs Go {version} or later, which is not installed.',
      ko: '이미지 {image}을(를) 내려받지 못했고, 직접 만들려면 Go {version} 이상이 필요한데 설치되어 있지 않습니다.',
    },
    hint: {
      en: 'Check the network connection and any proxy, or install Go from https://go.dev/dl/, then try again.',
      ko: '네트워크 연결과 프록시 설정을 확인하거나 https://go.dev/dl/ 에서 Go를 설치한 뒤 다시 시도해 보세요.',
    },
  },
  'build-disk-short': {
    says: {
      en: 'Building needs {needed} GB of free disk at {folder}; {free} GB are free.',
      ko: '이미지를 만들려면 {folder}에 {needed} GB가 비어 있어야 하는데 {free} GB만 남았습니다.',
    },
    hint: {
      en: 'Free some disk space, or set KINDLAB_CLEAN_CACHES=1 to let Kindlab clear the Go caches.',
      ko: '디스크를 비우거나, KINDLAB_CLEAN_CACHES=1로 Go 캐시를 지우게 해 주세요.',
    },
  },
  'build-failed': {
    says: { en: 'A step of the build failed: {step}', ko: '만드는 중에 한 단계가 실패했습니다: {step}' },
    hint: {
      en: 'The last lines are below. Try again: what was already made is kept.',
      ko: '마지막 출력은 아래에 있습니다. 다시 시도해 보세요. 이미 만든 것은 그대로 남아 있습니다.',
    },
  },
  'download-differs': {
    says: {
      en: 'What came for {file} is not what was asked for: its checksum is {found}, not {wanted}.',
      ko: '{file}(으)로 받은 것이 요청한 파일과 다릅니다. 체크섬이 {wanted}이어야 하는데 {found}입니다.',
    },
    why: {
      en: 'The download was damaged or changed on its way, so Kindlab did not keep it.',
      ko: '받는 도중에 손상되었거나 바뀐 것이므로 보관하지 않았습니다.',
    },
    hint: { en: 'Try again, on another network if you can.', ko: '다시 시도해 보세요. 가능하면 다른 네트워크에서 해 보세요.' },
  },
  'images-file': {
    says: { en: 'The file {file} cannot be read or written.', ko: '파일 {file}을(를) 읽거나 쓸 수 없습니다.' },
    hint: { en: 'Look at its folder, its rights and the free disk space, then try again.', ko: '폴더와 권한, 남은 디스크 공간을 확인한 뒤 다시 시도해 보세요.' },
  },
  'images-none': {
    says: { en: 'There is no image here to save yet.', ko: '아직 저장할 이미지가 없습니다.' },
    hint: { en: '`kindlab images build` gets them all.', ko: '`kindlab images build`로 모두 준비할 수 있습니다.' },
  },
  'kind-missing': {
    says: { en: 'kind {version} is needed and was not found.', ko: 'kind {version}이(가) 필요한데 찾지 못했습니다.' },
    why: { en: 'Kindlab creates its cluster with it.', ko: 'Kindlab은 kind로 클러스터를 만듭니다.' },
    hint: {
      en: 'Install kind {version} (https://kind.sigs.k8s.io/docs/user/quick-start/#installation), or Go, with which Kindlab builds it.',
      ko: 'kind {version}을(를) 설치하거나(https://kind.sigs.k8s.io/docs/user/quick-start/#installation), Kindlab이 직접 만들 수 있도록 Go를 설치해 주세요.',
    },
  },
} as const satisfies Record<string, ProblemText>

export const imagesSteps = {
  'images-pull': { en: 'Pull {image}', ko: '{image} 내려받기' },
  'images-install-tools': { en: 'Install what the build needs: {tools}', ko: '만드는 데 필요한 도구 설치: {tools}' },
  'images-make-root': { en: 'Lay the Debian base ({number} of {of})', ko: '데비안 바탕 만들기 ({of}단계 중 {number})' },
  'images-take-program': { en: 'Take {program} out of its package ({number} of {of})', ko: '{program} 패키지에서 꺼내기 ({of}단계 중 {number})' },
  'images-build-program': { en: 'Build {program} from its source ({number} of {of})', ko: '{program} 소스에서 빌드 ({of}단계 중 {number})' },
  'images-download-program': { en: 'Download {program}', ko: '{program} 내려받기' },
  'images-make-node-base': { en: 'Put the node together ({number} of {of})', ko: '노드 조립 ({of}단계 중 {number})' },
  'images-pack-image': { en: 'Pack the image {image} ({number} of {of})', ko: '{image} 이미지 싸기 ({of}단계 중 {number})' },
  'images-preload-node': { en: 'Load the images into the node ({number} of {of})', ko: '노드에 이미지 넣기 ({of}단계 중 {number})' },
  'images-save': { en: 'Save the images to {file}', ko: '이미지를 {file}에 저장' },
  'images-load': { en: 'Load the images from {file}', ko: '{file}에서 이미지 불러오기' },
  'images-make-terminal': { en: 'Make the terminal image ({number} of {of})', ko: '터미널 이미지 만들기 ({of}단계 중 {number})' },
} as const satisfies Record<string, Text>
