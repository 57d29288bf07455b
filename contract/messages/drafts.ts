import type { PlacedPart } from '../attempt.ts'
import type { Locale, Text } from '../locale.ts'

/** What an author calls the parts of a lab that are put in place when an attempt begins. */
const placedParts: Readonly<Record<PlacedPart, Text>> = {
  start: { en: 'start/', ko: 'start/' },
  files: { en: 'files/', ko: 'files/' },
  namespaces: { en: 'scope', ko: 'scope' },
  'pod-security': { en: 'podSecurity', ko: 'podSecurity' },
  rights: { en: 'extraRules', ko: 'extraRules' },
  vars: { en: 'vars', ko: 'vars' },
  needs: { en: 'needs', ko: 'needs' },
  components: { en: 'components', ko: 'components' },
  checks: { en: 'text and checks that speak of new namespaces or variables', ko: '새 네임스페이스나 변수를 쓰는 글과 확인 항목' },
}

export const sayPlacedParts = (parts: readonly PlacedPart[], locale: Locale): string => parts.map((part) => placedParts[part][locale]).join(', ')
