import { fillText, type Locale, type Text } from '../locale.ts'
import type { Diagnosis, DiagnosisCode } from '../verdict.ts'

/**
 * Each cause twice: what is off without any name or value (what `reveal: where` shows), and with them.
 * Korean particles that change with the sound before them are kept away from every place that is filled in.
 */
export const diagnosisTexts: Readonly<Record<DiagnosisCode, { readonly where: Text; readonly full: Text }>> = {
  'selector-mismatch': {
    where: { en: '{object} has no endpoints: its selector matches no Pod', ko: '{object}: 엔드포인트가 없습니다. 셀렉터에 맞는 파드가 없습니다' },
    full: {
      en: '{object} has no endpoints: its selector {selector} matches no Pod, but there are Pods with {nearest}',
      ko: '{object}: 엔드포인트가 없습니다. 셀렉터 {selector} 조건에 맞는 파드는 없고, 여기 있는 파드의 레이블은 {nearest}입니다',
    },
  },
  'no-pods': {
    where: { en: '{object} has no endpoints: there is no Pod yet that it could select', ko: '{object}: 엔드포인트가 없습니다. 선택할 파드가 아직 하나도 없습니다' },
    full: { en: '{object} has no endpoints: there is no Pod yet that its selector {selector} could match', ko: '{object}: 엔드포인트가 없습니다. 셀렉터 {selector} 조건에 맞출 파드가 아직 하나도 없습니다' },
  },
  'no-ready-endpoints': {
    where: { en: '{object} selects Pods, but none of them is ready', ko: '{object}: 셀렉터에 맞는 파드는 있지만, 준비된 파드가 하나도 없습니다' },
    full: { en: '{object} selects Pods, but none of them is ready: {pods}', ko: '{object}: 셀렉터에 맞는 파드는 있지만, 준비된 파드가 하나도 없습니다. 해당 파드: {pods}' },
  },
  'wrong-target-port': {
    where: { en: '{object} sends to a port that its Pods do not offer', ko: '{object}: 요청을 넘기는 포트가 파드에서 여는 포트와 다릅니다' },
    full: { en: '{object} sends to port {port}, but its Pods offer {offered}', ko: '{object}: 요청을 넘기는 포트는 {port}인데, 파드에서 여는 포트는 {offered}입니다' },
  },
  'image-pull': {
    where: { en: '{object} cannot start: an image of its containers cannot be pulled', ko: '{object}: 컨테이너 이미지를 가져오지 못해 시작하지 못하고 있습니다' },
    full: {
      en: '{object} cannot start: the image {image} of container {container} cannot be pulled',
      ko: '{object}: {container} 컨테이너의 이미지를 가져오지 못해 시작하지 못하고 있습니다. 이미지 이름은 {image}입니다',
    },
  },
  'crash-loop': {
    where: { en: '{object} keeps crashing: its container ends soon after every start. The log says why', ko: '{object}: 컨테이너가 시작한 뒤 금세 끝나기를 되풀이합니다. 이유는 로그에 있습니다' },
    full: {
      en: '{object} keeps crashing: container {container} ends with exit code {exitCode}. The last line of its log: {line}',
      ko: '{object}: {container} 컨테이너가 시작한 뒤 금세 끝나기를 되풀이합니다. 종료 코드는 {exitCode}, 마지막 로그는 다음과 같습니다: {line}',
    },
  },
  'crash-loop-silent': {
    where: { en: '{object} keeps crashing: its container ends soon after every start, without a word in its log', ko: '{object}: 컨테이너가 시작한 뒤 금세 끝나기를 되풀이합니다. 로그에는 남은 말이 없습니다' },
    full: {
      en: '{object} keeps crashing: container {container} ends with exit code {exitCode}, without a word in its log',
      ko: '{object}: {container} 컨테이너가 시작한 뒤 금세 끝나기를 되풀이합니다. 종료 코드는 {exitCode}이고, 로그에는 남은 말이 없습니다',
    },
  },
  failed: {
    where: { en: '{object} has failed: its container ended with an error. The log says why', ko: '{object}: 컨테이너가 오류로 끝나 실패했습니다. 이유는 로그에 있습니다' },
    full: {
      en: '{object} has failed: container {container} ended with exit code {exitCode}. The last line of its log: {line}',
      ko: '{object}: {container} 컨테이너가 오류로 끝나 실패했습니다. 종료 코드는 {exitCode}, 마지막 로그는 다음과 같습니다: {line}',
    },
  },
  'failed-silent': {
    where: { en: '{object} has failed: its container ended with an error, without a word in its log', ko: '{object}: 컨테이너가 오류로 끝나 실패했습니다. 로그에는 남은 말이 없습니다' },
    full: {
      en: '{object} has failed: container {container} ended with exit code {exitCode}, without a word in its log',
      ko: '{object}: {container} 컨테이너가 오류로 끝나 실패했습니다. 종료 코드는 {exitCode}이고, 로그에는 남은 말이 없습니다',
    },
  },
  'cannot-run': {
    where: { en: '{object} cannot start: the command of its container cannot be run', ko: '{object}: 컨테이너의 명령을 실행할 수 없어 시작하지 못하고 있습니다' },
    full: { en: '{object} cannot start: container {container} cannot be run: {message}', ko: '{object}: {container} 컨테이너를 실행할 수 없어 시작하지 못하고 있습니다: {message}' },
  },
  'oom-killed': {
    where: { en: '{object} was killed: a container used more memory than its limit allows', ko: '{object}: 컨테이너가 메모리 제한을 넘어 강제로 종료되었습니다' },
    full: {
      en: '{object} was killed: container {container} used more memory than its limit of {limit}',
      ko: '{object}: {container} 컨테이너가 메모리 제한을 넘어 강제로 종료되었습니다. 제한은 {limit}입니다',
    },
  },
  'unschedulable-resources': {
    where: { en: '{object} waits for a node: none has as much left as it requests', ko: '{object}: 배치될 노드를 찾지 못했습니다. 요청한 만큼 자원이 남은 노드가 없습니다' },
    full: { en: '{object} waits for a node: none has as much {resources} left as it requests', ko: '{object}: 배치될 노드를 찾지 못했습니다. 요청한 만큼 남은 노드가 없는 자원은 다음과 같습니다: {resources}' },
  },
  'unschedulable-labels': {
    where: { en: '{object} waits for a node: none carries the labels that it asks for', ko: '{object}: 배치될 노드를 찾지 못했습니다. 요구하는 레이블이 붙은 노드가 없습니다' },
    full: { en: '{object} waits for a node: none carries the labels that it asks for: {labels}', ko: '{object}: 배치될 노드를 찾지 못했습니다. 다음 레이블이 붙은 노드가 없습니다: {labels}' },
  },
  'unschedulable-taints': {
    where: { en: '{object} waits for a node: every node has a taint that it does not tolerate', ko: '{object}: 배치될 노드를 찾지 못했습니다. 모든 노드에 이 파드가 허용하지 않는 테인트가 있습니다' },
    full: { en: '{object} waits for a node: every node has a taint that it does not tolerate: {taint}', ko: '{object}: 배치될 노드를 찾지 못했습니다. 모든 노드에 이 파드가 허용하지 않는 테인트가 있습니다: {taint}' },
  },
  'unschedulable-spread': {
    where: { en: '{object} waits for a node: its own rules about which Pods may be together leave it none', ko: '{object}: 배치될 노드를 찾지 못했습니다. 함께 있을 수 있는 파드를 정한 규칙에 맞는 노드가 없습니다' },
    full: { en: '{object} waits for a node: its own rules leave it none: {message}', ko: '{object}: 배치될 노드를 찾지 못했습니다. 파드가 스스로 정한 규칙에 맞는 노드가 없습니다: {message}' },
  },
  'unschedulable-ports': {
    where: { en: '{object} waits for a node: the host port that it wants is taken', ko: '{object}: 배치될 노드를 찾지 못했습니다. 쓰려는 호스트 포트를 이미 쓰고 있습니다' },
    full: { en: '{object} waits for a node: the host port that it wants is taken', ko: '{object}: 배치될 노드를 찾지 못했습니다. 쓰려는 호스트 포트를 이미 쓰고 있습니다' },
  },
  unschedulable: {
    where: { en: '{object} waits for a node: none can take it', ko: '{object}: 배치될 노드를 찾지 못했습니다' },
    full: { en: '{object} waits for a node: none can take it: {message}', ko: '{object}: 배치될 노드를 찾지 못했습니다: {message}' },
  },
  'readiness-failing': {
    where: { en: '{object} runs but is not ready: its readiness probe fails', ko: '{object}: 실행 중이지만 준비되지 않았습니다. readiness 프로브가 실패하고 있습니다' },
    full: { en: '{object} runs but is not ready: its readiness probe fails: {message}', ko: '{object}: 실행 중이지만 준비되지 않았습니다. readiness 프로브가 실패하고 있습니다: {message}' },
  },
  'liveness-failing': {
    where: { en: '{object} is restarted again and again: its liveness probe fails', ko: '{object}: liveness 프로브가 실패해 컨테이너가 자꾸 다시 시작됩니다' },
    full: { en: '{object} is restarted again and again: its liveness probe fails: {message}', ko: '{object}: liveness 프로브가 실패해 컨테이너가 자꾸 다시 시작됩니다: {message}' },
  },
  'startup-failing': {
    where: { en: '{object} does not come up: its startup probe fails', ko: '{object}: startup 프로브가 실패해 시작을 마치지 못하고 있습니다' },
    full: { en: '{object} does not come up: its startup probe fails: {message}', ko: '{object}: startup 프로브가 실패해 시작을 마치지 못하고 있습니다: {message}' },
  },
  'claim-missing': {
    where: { en: '{object} cannot start: a volume of it needs a PersistentVolumeClaim that does not exist', ko: '{object}: 볼륨에 필요한 PersistentVolumeClaim이 없어 시작하지 못하고 있습니다' },
    full: { en: '{object} cannot start: the PersistentVolumeClaim {claim} that it needs does not exist', ko: '{object}: 볼륨에 필요한 PersistentVolumeClaim이 없어 시작하지 못하고 있습니다. 찾는 이름은 {claim}입니다' },
  },
  'claim-class-missing': {
    where: { en: '{object} stays pending: there is no storage class of the name that it asks for', ko: '{object}: 요청한 이름의 스토리지 클래스가 없어 계속 대기 중입니다' },
    full: { en: '{object} stays pending: there is no storage class {class}', ko: '{object}: 요청한 스토리지 클래스가 없어 계속 대기 중입니다. 요청한 이름은 {class}입니다' },
  },
  'claim-no-volume': {
    where: { en: '{object} stays pending: no volume fits it, and it names no storage class that could make one', ko: '{object}: 맞는 볼륨이 없고, 볼륨을 만들어 줄 스토리지 클래스도 지정하지 않아 계속 대기 중입니다' },
    full: { en: '{object} stays pending: no volume fits it, and it names no storage class that could make one', ko: '{object}: 맞는 볼륨이 없고, 볼륨을 만들어 줄 스토리지 클래스도 지정하지 않아 계속 대기 중입니다' },
  },
  'claim-unused': {
    where: { en: '{object} waits: it gets its volume only once a Pod uses it', ko: '{object}: 이 클레임을 쓰는 파드가 생겨야 볼륨이 연결됩니다. 지금은 대기 중입니다' },
    full: { en: '{object} waits: it gets its volume only once a Pod uses it', ko: '{object}: 이 클레임을 쓰는 파드가 생겨야 볼륨이 연결됩니다. 지금은 대기 중입니다' },
  },
  'claim-failing': {
    where: { en: '{object} stays pending: its volume cannot be made', ko: '{object}: 볼륨을 만들지 못해 계속 대기 중입니다' },
    full: { en: '{object} stays pending: its volume cannot be made: {message}', ko: '{object}: 볼륨을 만들지 못해 계속 대기 중입니다: {message}' },
  },
  'quota-exceeded': {
    where: { en: '{object} cannot make its Pods: the quota of the namespace does not allow it', ko: '{object}: 네임스페이스의 할당량(ResourceQuota)을 넘어 파드를 만들지 못하고 있습니다' },
    full: {
      en: '{object} cannot make its Pods: the quota {quota} allows {limited}; {used} is in use, and it asks for {requested} more',
      ko: '{object}: 네임스페이스의 할당량(ResourceQuota)을 넘어 파드를 만들지 못하고 있습니다. 할당량 이름은 {quota}, 한도는 {limited}, 쓰고 있는 양은 {used}, 더 요청한 양은 {requested}입니다',
    },
  },
  'pod-security': {
    where: { en: '{object} cannot make its Pods: they break the Pod security standard of the namespace', ko: '{object}: 네임스페이스의 파드 보안 표준에 어긋나 파드를 만들지 못하고 있습니다' },
    full: { en: '{object} cannot make its Pods: they break the Pod security standard {standard}: {message}', ko: '{object}: 파드 보안 표준에 어긋나 파드를 만들지 못하고 있습니다. 표준은 {standard}입니다: {message}' },
  },
  'service-account-missing': {
    where: { en: '{object} cannot make its Pods: the service account that they name does not exist', ko: '{object}: 파드에 지정한 ServiceAccount가 없어 파드를 만들지 못하고 있습니다' },
    full: { en: '{object} cannot make its Pods: the service account {account} does not exist', ko: '{object}: 파드에 지정한 ServiceAccount가 없어 파드를 만들지 못하고 있습니다. 지정한 이름은 {account}입니다' },
  },
  'pods-refused': {
    where: { en: '{object} cannot make its Pods: the API server refuses them', ko: '{object}: API 서버가 거절해 파드를 만들지 못하고 있습니다' },
    full: { en: '{object} cannot make its Pods: the API server refuses them: {message}', ko: '{object}: API 서버가 거절해 파드를 만들지 못하고 있습니다: {message}' },
  },
  'rbac-denied': {
    where: { en: '{object} may not do what it tries: the API server refuses its service account', ko: '{object}: 하려는 일에 대한 권한이 없습니다. API 서버가 ServiceAccount의 요청을 거절했습니다' },
    full: {
      en: '{object} may not do what it tries: the API server does not let {account} {verb} {resource}',
      ko: '{object}: 하려는 일에 대한 권한이 없습니다. 거절된 ServiceAccount는 {account}, 거절된 요청은 {verb} {resource}입니다',
    },
  },
  'ingress-blocked': {
    where: { en: '{object} cannot be reached: a NetworkPolicy lets nobody in', ko: '{object}: 들어오는 요청을 NetworkPolicy가 막고 있습니다' },
    full: { en: '{object} cannot be reached: NetworkPolicy {policy} lets nobody in on port {port}', ko: '{object}: 들어오는 요청을 NetworkPolicy가 막고 있습니다. NetworkPolicy 이름은 {policy}, 포트는 {port}입니다' },
  },
  'egress-blocked': {
    where: { en: '{object} reaches nobody: a NetworkPolicy lets nothing out', ko: '{object}: 나가는 요청을 NetworkPolicy가 막고 있습니다' },
    full: { en: '{object} reaches nobody: NetworkPolicy {policy} lets nothing out', ko: '{object}: 나가는 요청을 NetworkPolicy가 막고 있습니다. NetworkPolicy 이름은 {policy}입니다' },
  },
  'config-missing': {
    where: { en: '{object} cannot start: a ConfigMap or Secret that it needs does not exist', ko: '{object}: 필요한 ConfigMap이나 Secret이 없어 시작하지 못하고 있습니다' },
    full: { en: '{object} cannot start: the {kind} {name} that it needs does not exist', ko: '{object}: 필요한 {kind} 오브젝트가 없어 시작하지 못하고 있습니다. 찾는 이름은 {name}입니다' },
  },
  'config-key-missing': {
    where: { en: '{object} cannot start: a ConfigMap or Secret lacks a key that it needs', ko: '{object}: ConfigMap이나 Secret에 필요한 키가 없어 시작하지 못하고 있습니다' },
    full: { en: '{object} cannot start: the {kind} {name} has no key {key}', ko: '{object}: {kind} 오브젝트에 필요한 키가 없어 시작하지 못하고 있습니다. 오브젝트 이름은 {name}, 찾는 키는 {key}입니다' },
  },
  'mount-failing': {
    where: { en: '{object} cannot start: a volume of it cannot be mounted', ko: '{object}: 볼륨을 마운트하지 못해 시작하지 못하고 있습니다' },
    full: { en: '{object} cannot start: a volume of it cannot be mounted: {message}', ko: '{object}: 볼륨을 마운트하지 못해 시작하지 못하고 있습니다: {message}' },
  },
  'metrics-missing': {
    where: { en: '{object} cannot scale: the cluster gives it no metrics', ko: '{object}: 지표를 받지 못해 개수를 조절하지 못하고 있습니다' },
    full: { en: '{object} cannot scale: the cluster gives it no metrics. Is metrics-server there?', ko: '{object}: 지표를 받지 못해 개수를 조절하지 못하고 있습니다. metrics-server가 있는지 확인하세요' },
  },
  'requests-missing': {
    where: { en: '{object} cannot scale: the containers that it scales request nothing to measure against', ko: '{object}: 대상 컨테이너에 자원 요청(requests)이 없어 비율을 계산하지 못하고 있습니다' },
    full: { en: '{object} cannot scale: container {container} of its target requests no {resource}', ko: '{object}: 대상의 {container} 컨테이너에 자원 요청(requests)이 없어 비율을 계산하지 못하고 있습니다. 빠진 자원은 {resource}입니다' },
  },
  'scale-target-missing': {
    where: { en: '{object} cannot scale: what it should scale does not exist', ko: '{object}: 개수를 조절할 대상이 없습니다' },
    full: { en: '{object} cannot scale: its target {target} does not exist', ko: '{object}: 개수를 조절할 대상이 없습니다. 지정한 대상은 {target}입니다' },
  },
  'rollout-stuck': {
    where: { en: '{object} does not get on: its rollout has taken longer than its deadline', ko: '{object}: 롤아웃이 제한 시간을 넘기도록 끝나지 않았습니다' },
    full: { en: '{object} does not get on: its rollout has taken longer than its deadline, with {available} of {wanted} Pods available', ko: '{object}: 롤아웃이 제한 시간을 넘기도록 끝나지 않았습니다. 파드 {wanted}개 가운데 쓸 수 있는 것은 {available}개입니다' },
  },
  'rollout-paused': {
    where: { en: '{object} is paused: its changes are not rolled out', ko: '{object}: 롤아웃이 일시 중지되어 바뀐 내용이 적용되지 않고 있습니다' },
    full: { en: '{object} is paused: its changes are not rolled out', ko: '{object}: 롤아웃이 일시 중지되어 바뀐 내용이 적용되지 않고 있습니다' },
  },
}

/** A diagnosis as one sentence, readable aloud: the long one where its facts were left to it. */
export function sayDiagnosis({ code, object, facts }: Diagnosis, locale: Locale): string {
  const named = object.name === undefined ? object.kind : `${object.kind} ${object.name}`
  const text = fillText(diagnosisTexts[code][facts === undefined ? 'where' : 'full'][locale], { ...facts, object: named })
  return /[.!?]$/.test(text) ? text : `${text}.`
}
