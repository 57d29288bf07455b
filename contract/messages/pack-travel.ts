import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

const askAuthor: Text = { en: 'Do not use it, and tell whoever gave it to you.', ko: '사용하지 말고, 보내 준 사람에게 알려 주세요.' }
const askForPlain: Text = { en: 'Ask whoever made it for one with ordinary files and folders only.', ko: '만든 사람에게 일반 파일과 폴더로만 된 팩을 요청하세요.' }

/** Why a pack that came from elsewhere is not let in, and what else goes wrong on its way. */
export const packTravelProblems = {
  'pack-source-unclear': {
    says: { en: '“{source}” is no place that a pack can come from.', ko: '“{source}”에서는 팩을 가져올 수 없습니다.' },
    hint: {
      en: 'Name a folder, a zip file, https://….zip, a git repository (https://….git, git@host:owner/repository, with #branch or #branch:folder behind it) or oci://registry/name:tag.',
      ko: '폴더, zip 파일, https://….zip, git 저장소(https://….git, git@host:owner/repository. 뒤에 #브랜치나 #브랜치:폴더를 붙일 수 있음), oci://레지스트리/이름:태그 가운데 하나를 적어 주세요.',
    },
  },
  'pack-source-missing': {
    says: { en: 'There is no folder or file {source}.', ko: '{source} 폴더나 파일이 없습니다.' },
    hint: { en: 'Check the path. A pack on the network begins with https://, git@ or oci://.', ko: '경로를 확인하세요. 네트워크에 있는 팩은 https://, git@, oci://로 시작합니다.' },
  },
  'pack-way-unsafe': {
    says: { en: 'Packs are not fetched over {protocol}.', ko: '{protocol} 방식으로는 팩을 가져오지 않습니다.' },
    why: { en: 'On that way others can read or change the pack, or have a program run on this computer.', ko: '도중에 다른 사람이 팩을 보거나 바꿀 수 있고, 이 컴퓨터에서 프로그램이 실행될 수도 있습니다.' },
    hint: { en: 'Use an address that begins with https:// or ssh://.', ko: 'https://나 ssh://로 시작하는 주소를 쓰세요.' },
  },
  'pack-not-fetched': {
    says: { en: 'The pack could not be fetched from {source}.', ko: '{source}에서 팩을 가져오지 못했습니다.' },
    hint: { en: 'What was answered is below. Check the address and the connection, then try again.', ko: '아래는 돌아온 응답입니다. 주소와 연결을 확인한 뒤 다시 시도하세요.' },
  },
  'pack-needs-login': {
    says: { en: '{source} does not give the pack to everybody.', ko: '{source}의 팩은 아무나 받을 수 없습니다.' },
    hint: { en: 'Check the name. From a private registry, fetch it with a program that can log in, such as oras, and add the folder.', ko: '이름을 확인하세요. 비공개 레지스트리라면 oras처럼 로그인할 수 있는 프로그램으로 받은 다음 그 폴더를 추가하세요.' },
  },
  'pack-git-absent': {
    says: { en: 'The program git is not installed on this computer.', ko: '이 컴퓨터에 git이 설치되어 있지 않습니다.' },
    hint: { en: 'Install git, or fetch the pack as a zip file.', ko: 'git을 설치하거나 팩을 zip 파일로 받으세요.' },
  },
  'pack-none-there': {
    says: { en: 'There is no pack in {source}: no pack.yaml was found.', ko: '{source}에 팩이 없습니다. pack.yaml을 찾지 못했습니다.' },
    hint: { en: 'pack.yaml must be at the top or in the only folder there. In a git repository, name the folder: #branch:folder.', ko: 'pack.yaml은 맨 위나 하나뿐인 폴더 안에 있어야 합니다. git 저장소라면 #브랜치:폴더처럼 폴더를 지정하세요.' },
  },
  'pack-path-escapes': {
    says: { en: 'The pack holds a file that would land outside its folder: {path}', ko: '팩 폴더 밖에 풀리는 파일이 들어 있습니다: {path}' },
    why: { en: 'Unpacked, it could replace files of yours. Packs made by accident do not look like that.', ko: '풀면 다른 파일을 덮어쓸 수 있습니다. 실수로 만들어지는 형태가 아닙니다.' },
    hint: askAuthor,
  },
  'pack-holds-link': {
    says: { en: 'The pack holds a link: {path}', ko: '팩에 링크가 들어 있습니다: {path}' },
    why: { en: 'A link can lead to files outside the pack.', ko: '링크는 팩 밖의 파일로 이어질 수 있습니다.' },
    hint: askForPlain,
  },
  'pack-holds-device': {
    says: { en: 'The pack holds something that is neither a file nor a folder: {path}', ko: '팩에 파일도 폴더도 아닌 것이 들어 있습니다: {path}' },
    why: { en: 'Devices and pipes have no place in a pack and can do harm.', ko: '장치나 파이프는 팩에 있을 까닭이 없고 해를 끼칠 수 있습니다.' },
    hint: askForPlain,
  },
  'pack-name-unfit': {
    says: { en: 'The pack holds a name that does not work on every system: {path}', ko: '모든 운영 체제에서 쓸 수는 없는 이름이 팩에 들어 있습니다: {path}' },
    hint: { en: 'Its author must use letters, digits, dots, dashes and underscores.', ko: '팩을 만든 사람이 영문자, 숫자, 점, 붙임표(-), 밑줄(_)만 쓰도록 고쳐야 합니다.' },
  },
  'pack-path-twice': {
    says: { en: 'The pack holds the same file twice: {path}', ko: '같은 파일이 팩에 두 번 들어 있습니다: {path}' },
    why: { en: 'Which of them counts would differ from system to system; upper and lower case are not told apart everywhere.', ko: '어느 것이 쓰일지 운영 체제마다 다릅니다. 대문자와 소문자를 구별하지 않는 곳도 있습니다.' },
    hint: askForPlain,
  },
  'pack-too-big': {
    says: { en: 'The pack is larger than {limit} MB unpacked.', ko: '팩을 풀면 {limit} MB가 넘습니다.' },
    why: { en: 'A pack is text and pictures; what is larger fills the disk, by mistake or on purpose.', ko: '팩에는 글과 그림만 있습니다. 이보다 크면 실수로든 일부러든 디스크를 채웁니다.' },
    hint: { en: 'Ask its author to leave out what is not needed; images belong in a registry.', ko: '만든 사람에게 필요 없는 파일을 빼 달라고 하세요. 컨테이너 이미지는 레지스트리에 두어야 합니다.' },
  },
  'pack-is-bomb': {
    says: { en: 'The archive unfolds to more than {ratio} times its size.', ko: '압축을 풀면 {ratio}배 넘게 불어납니다.' },
    why: { en: 'Archives that grow like that are made to fill a disk.', ko: '이렇게 불어나는 압축 파일은 디스크를 가득 채우려고 만든 것입니다.' },
    hint: askAuthor,
  },
  'pack-too-many': {
    says: { en: 'The pack holds more than {limit} files.', ko: '팩에 든 파일이 {limit}개를 넘습니다.' },
    hint: { en: 'Ask its author to leave out what is not needed. In a git repository, name the folder of the pack: #branch:folder.', ko: '만든 사람에게 필요 없는 파일을 빼 달라고 하세요. git 저장소라면 #브랜치:폴더처럼 팩 폴더를 지정하세요.' },
  },
  'pack-archive-broken': {
    says: { en: 'The archive cannot be read: {reason}', ko: '압축 파일을 읽을 수 없습니다: {reason}' },
    hint: { en: 'Fetch it again. If that does not help, it was damaged where it comes from.', ko: '다시 받아 보세요. 그래도 안 되면 원본이 손상된 것입니다.' },
  },
  'pack-archive-locked': {
    says: { en: 'The archive is protected by a password.', ko: '암호가 걸린 압축 파일입니다.' },
    hint: { en: 'Unpack it yourself and add the folder.', ko: '직접 푼 다음 그 폴더를 추가하세요.' },
  },
  'pack-has-submodule': {
    says: { en: 'The repository brings in another one as a submodule: {path}', ko: '저장소가 다른 저장소를 서브모듈로 끌어옵니다: {path}' },
    why: { en: 'What is in a pack would then be decided elsewhere, and a commit would no longer say what it is.', ko: '그러면 팩의 내용이 다른 곳에서 정해지고, 커밋만으로는 내용을 알 수 없게 됩니다.' },
    hint: { en: 'Its author must put those files into the repository itself.', ko: '만든 사람이 그 파일을 저장소 안에 직접 넣어야 합니다.' },
  },
  'pack-not-data': {
    says: { en: 'The pack holds a file that is not lab data: {path}', ko: '실습 데이터가 아닌 파일이 팩에 들어 있습니다: {path}' },
    why: { en: 'A pack is YAML, Markdown, shell scripts for the learner’s terminal, recordings and pictures. Programs are never part of it.', ko: '팩은 YAML, Markdown, 학습자 터미널용 셸 스크립트, 녹화, 그림으로만 이루어집니다. 프로그램은 넣지 않습니다.' },
    hint: { en: 'Its author must take it out, or put it into the lab’s folder files/ where it is meant for the learner.', ko: '만든 사람이 빼야 합니다. 학습자에게 줄 파일이면 실습의 files/ 폴더에 넣으세요.' },
  },
  'pack-digest-differs': {
    says: { en: 'The registry sent something else than it was asked for ({what}).', ko: '레지스트리가 요청과 다른 내용을 보냈습니다({what}).' },
    why: { en: 'Asked for {expected}, got {found}.', ko: '요청한 것: {expected}, 받은 것: {found}.' },
    hint: { en: 'Try again. If it stays so, the registry or the connection cannot be trusted.', ko: '다시 시도하세요. 계속 그러면 레지스트리나 연결을 믿을 수 없습니다.' },
  },
  'pack-artefact-unfit': {
    says: { en: '{source} is not a pack: {found}', ko: '{source}은(는) 팩이 아닙니다: {found}' },
    hint: { en: 'A pack in a registry is an artefact with exactly one layer, a tar or a tar.gz of its files.', ko: '레지스트리의 팩은 레이어가 하나뿐이고, 그 레이어가 파일을 묶은 tar나 tar.gz인 아티팩트여야 합니다.' },
  },
  'pack-list-differs': {
    says: { en: 'The pack’s files are not those of its list pack.lock: {path}', ko: '팩의 파일이 pack.lock 목록과 다릅니다: {path}' },
    why: { en: 'Something was changed, added or taken away after the list was written.', ko: '목록을 만든 뒤에 파일이 바뀌었거나 더해졌거나 빠졌습니다.' },
    hint: { en: 'Do not use it. Its author writes the list anew with `kindlab packs lock`, and signs it.', ko: '사용하지 마세요. 만든 사람은 `kindlab packs lock`으로 목록을 다시 만들고 서명해야 합니다.' },
  },
  'pack-list-missing': {
    says: { en: 'The pack has a signature but no list pack.lock that it belongs to.', ko: '팩에 서명은 있지만 서명할 대상인 pack.lock 목록이 없습니다.' },
    hint: { en: 'Its author writes the list with `kindlab packs lock`, and signs it.', ko: '만든 사람이 `kindlab packs lock`으로 목록을 만들고 서명해야 합니다.' },
  },
  'pack-signature-wrong': {
    says: { en: 'The pack’s signature does not hold.', ko: '팩의 서명이 맞지 않습니다.' },
    why: { en: 'The list pack.lock or the signature was changed, or somebody else signed it.', ko: 'pack.lock 목록이나 서명이 바뀌었거나, 다른 사람이 서명했습니다.' },
    hint: askAuthor,
  },
  'pack-signature-unreadable': {
    says: { en: '{path} is not what minisign writes.', ko: '{path} 파일은 minisign 형식이 아닙니다.' },
    hint: { en: 'Its author signs with `minisign -Sm pack.lock`.', ko: '만든 사람이 `minisign -Sm pack.lock`으로 서명해야 합니다.' },
  },
  'pack-key-unreadable': {
    says: { en: 'This is not a public key of minisign: {key}', ko: 'minisign 공개 키가 아닙니다: {key}' },
    hint: { en: 'Give the line that begins with RW, or the file minisign.pub.', ko: 'RW로 시작하는 줄이나 minisign.pub 파일을 지정하세요.' },
  },
  'pack-key-missing': {
    says: { en: 'The pack is signed with the key {keyId}, which is not here.', ko: '팩이 {keyId} 키로 서명되어 있는데 그 키가 없습니다.' },
    hint: { en: 'Get the public key from its author in another way and give it with --key.', ko: '만든 사람에게 공개 키를 다른 경로로 받아 --key로 지정하세요.' },
  },
  'pack-key-other': {
    says: { en: 'The pack is signed with another key ({found}) than it must be ({expected}).', ko: '팩이 {expected} 키가 아니라 다른 키({found})로 서명되어 있습니다.' },
    why: { en: 'Either its author has changed keys, or it is not from its author.', ko: '만든 사람이 키를 바꿨거나, 다른 사람이 만든 팩입니다.' },
    hint: { en: 'Ask its author. If the new key is right, remove the pack and add it with --key; your progress stays.', ko: '만든 사람에게 확인하세요. 새 키가 맞으면 팩을 제거하고 --key로 다시 추가하세요. 진행 상황은 남습니다.' },
  },
  'pack-signature-gone': {
    says: { en: 'The pack must be signed with the key {expected}, and is not signed.', ko: '{expected} 키로 서명되어 있어야 하는데 서명이 없습니다.' },
    why: { en: 'Without a signature nobody can tell who made it.', ko: '서명이 없으면 누가 만들었는지 알 수 없습니다.' },
    hint: { en: 'Ask its author. To use it unsigned all the same, remove the pack and add it anew; your progress stays.', ko: '만든 사람에게 확인하세요. 서명 없이 쓰려면 팩을 제거하고 다시 추가하세요. 진행 상황은 남습니다.' },
  },
  'pack-id-built-in': {
    says: { en: 'The pack calls itself {pack}, like one that comes with Kindlab.', ko: '팩의 id가 Kindlab에 들어 있는 팩과 같습니다: {pack}' },
    why: { en: 'It would take that one’s place, and its labs’ progress.', ko: '기본 팩의 자리와 실습 진행 상황을 차지하게 됩니다.' },
    hint: { en: 'Its author must give it an id of its own.', ko: '만든 사람이 다른 id를 붙여야 합니다.' },
  },
  'pack-here-already': {
    says: { en: 'A pack called {pack} is here already, from {source}.', ko: '{pack} 팩이 이미 있습니다. 출처: {source}' },
    hint: { en: '`kindlab packs update {pack}` fetches what is new there. To take it from elsewhere, remove it first; your progress stays.', ko: '새 버전은 `kindlab packs update {pack}`로 받으세요. 다른 곳에서 받으려면 먼저 제거하세요. 진행 상황은 남습니다.' },
  },
  'pack-id-other': {
    says: { en: 'The source of {pack} now has a pack called {found}.', ko: '{pack}의 출처에 이제 {found} 팩이 있습니다.' },
    hint: { en: 'Remove {pack} and add the other one if that is what you want; your progress stays.', ko: '바꾸려면 {pack}을(를) 제거하고 그 팩을 추가하세요. 진행 상황은 남습니다.' },
  },
  'pack-older': {
    says: { en: 'The source of {pack} has version {found}; {installed} is installed.', ko: '{pack}의 출처에는 {found} 버전이 있고, 설치된 것은 {installed} 버전입니다.' },
    why: { en: 'Going back could bring back mistakes that are mended.', ko: '되돌아가면 고친 문제가 다시 나타날 수 있습니다.' },
    hint: { en: 'To go back all the same, remove the pack and add it anew; your progress stays.', ko: '그래도 되돌리려면 팩을 제거하고 다시 추가하세요. 진행 상황은 남습니다.' },
  },
  'pack-is-pinned': {
    says: { en: '{pack} is pinned to version {version}.', ko: '{pack} 팩은 {version} 버전으로 고정되어 있습니다.' },
    hint: { en: '`kindlab packs pin {pack} --off` lets it go.', ko: '`kindlab packs pin {pack} --off`로 고정을 풀 수 있습니다.' },
  },
  'pack-stays': {
    says: { en: '{pack} comes with Kindlab and stays.', ko: '{pack} 팩은 Kindlab에 들어 있어 바꾸거나 제거할 수 없습니다.' },
    hint: { en: 'Only packs that were added can be updated, pinned or removed.', ko: '추가한 팩만 업데이트하거나 고정하거나 제거할 수 있습니다.' },
  },
  'pack-by-hand': {
    says: { en: '{pack} was put into {folder} by hand.', ko: '{pack} 팩은 {folder} 폴더에 직접 넣은 것입니다.' },
    hint: { en: 'Change or delete that folder yourself.', ko: '그 폴더를 직접 바꾸거나 지우세요.' },
  },
  'pack-look-over': {
    says: { en: 'What was looked at is no longer laid aside, or something changed meanwhile.', ko: '살펴본 팩이 더는 남아 있지 않거나 그사이에 바뀌었습니다.' },
    hint: { en: 'Add or update it again.', ko: '다시 추가하거나 업데이트하세요.' },
  },
  'pack-not-trusted': {
    says: { en: 'Nothing was installed: nobody is there to say whether {pack} is to be trusted.', ko: '아무것도 설치하지 않았습니다. {pack} 팩을 믿을지 답할 사람이 없습니다.' },
    hint: { en: 'Read what is above. If you trust it, say --yes.', ko: '위의 내용을 읽고, 믿을 수 있으면 --yes를 붙이세요.' },
  },
} as const satisfies Record<string, ProblemText>

export const packTravelSteps = {
  'pack-fetch': { en: 'Fetching the pack from {source}', ko: '{source}에서 팩 가져오기' },
  'pack-inspect': { en: 'Looking at what is in it', ko: '팩 내용 살펴보기' },
} as const satisfies Record<string, Text>
