import { compiledPattern } from '../cel/patterns.ts'
import type { Draft } from '../draft.ts'
import { mistakes } from '../mistake.ts'
import type { Look } from '../look.ts'
import { fillText, placeholdersIn } from '../placeholders.ts'

/** Whether a text holds something of this pattern, the attempt's own values filled in. */
export type TextTest = (text: string, look: Look) => boolean

/** Past this length nothing is compared: what a learner's program answers has no bound of its own. */
const longestText = 1_000_000

export function textTest(field: string, pattern: string | undefined, draft: Draft): TextTest {
  if (pattern === undefined) return () => true
  draft.text(field, pattern)
  try {
    compiledPattern(withoutPlaceholders(pattern))
  } catch (error) {
    draft.note(field, mistakes.badPattern(error instanceof Error ? error.message : String(error)))
  }
  const isFixed = placeholdersIn(pattern).length === 0
  return (text, { view }) => compiledPattern(isFixed ? pattern : fillText(pattern, quoted(view))).matcher(text.slice(0, longestText)).find()
}

const withoutPlaceholders = (pattern: string): string => pattern.replaceAll(/\$\{[^}]*\}/g, 'x')

/** A value stands for itself, whatever it means in a pattern. */
function quoted({ vars, namespaces }: Look['view']): Pick<Look['view'], 'vars' | 'namespaces'> {
  const quote = (value: string | number): string => String(value).replaceAll(/[\\.+*?()|[\]{}^$]/g, String.raw`\$&`)
  return {
    vars: Object.fromEntries(Object.entries(vars).map(([name, value]) => [name, quote(value)])),
    namespaces: Object.fromEntries(Object.entries(namespaces).map(([name, value]) => [name, quote(value)])),
  }
}
