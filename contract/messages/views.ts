import { fillText, type Locale, type Text } from '../locale.ts'
import type { EdgeFault, EdgeFaultCode, ObjectRef } from '../views.ts'

/**
 * Why an edge of the map does not hold. `{object}` is where it begins.
 * Korean particles that change with the sound before them are kept away from every place that is filled in.
 */
export const edgeFaultTexts: Readonly<Record<EdgeFaultCode, Text>> = {
  'selects-nothing': { en: '{object} leads nowhere: its selector {selector} matches no Pod', ko: '{object}: 셀렉터 {selector} 조건에 맞는 파드가 없어 요청이 갈 곳이 없습니다' },
  'not-ready': { en: '{object} leads nowhere yet: its Pod {pod} is not ready', ko: '{object}: 파드가 아직 준비되지 않아 요청이 갈 곳이 없습니다. 해당 파드: {pod}' },
  'service-missing': { en: '{object} leads nowhere: there is no Service {name}', ko: '{object}: 연결할 서비스가 없습니다. 지정한 이름: {name}' },
  'port-missing': { en: '{object} asks Service {name} for port {port}, but it offers {offered}', ko: '{object}: {name} 서비스에 없는 포트로 연결합니다. 지정한 포트는 {port}, 서비스에서 여는 포트는 {offered}입니다' },
  'target-missing': { en: '{object} scales nothing: there is no {kind} {name}', ko: '{object}: 개수를 조절할 대상이 없습니다. 지정한 대상: {kind} {name}' },
  'object-missing': { en: '{object} lacks what it needs: there is no {kind} {name}', ko: '{object}: 필요한 {kind} 오브젝트가 없습니다. 지정한 이름: {name}' },
  'key-missing': { en: '{object} lacks what it needs: {kind} {name} has no key {key}', ko: '{object}: {kind} {name} 안에 필요한 키가 없습니다. 찾는 키: {key}' },
  'restricts-nothing': { en: '{object} protects nothing: its selector {selector} matches no Pod', ko: '{object}: 셀렉터 {selector} 조건에 맞는 파드가 없어 아무것도 보호하지 않습니다' },
}

export function sayEdgeFault({ code, facts }: EdgeFault, { kind, name }: Pick<ObjectRef, 'kind' | 'name'>, locale: Locale): string {
  return `${fillText(edgeFaultTexts[code][locale], { ...facts, object: `${kind} ${name}` })}.`
}
