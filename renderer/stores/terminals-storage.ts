import { noTerminals, type SplitNode, type SplitPart, type TerminalLayout, type TerminalTab } from './terminal-layout.ts'

const keyOf = (attempt: string): string => `kindlab-terminals-${attempt}`

/** Tabs and splits as they were when the attempt's screen was last open in this browser. */
export function readLayout(attempt: string): TerminalLayout {
  return layoutFrom(localStorage.getItem(keyOf(attempt)))
}

export function writeLayout(attempt: string, layout: TerminalLayout): void {
  localStorage.setItem(keyOf(attempt), JSON.stringify(layout))
}

/** A browser's storage may hold anything; what does not look like a layout is none. */
export function layoutFrom(text: string | null): TerminalLayout {
  const kept = parsed(text)
  const tabs = Array.isArray(kept['tabs']) ? kept['tabs'].filter(isTab) : []
  return tabs.length === 0 ? noTerminals : { tabs, shown: tabs.find(({ key }) => key === kept['shown'])?.key ?? tabs[0]?.key }
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(text ?? '{}') as object) }
  } catch {
    return {}
  }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => ({ ...(typeof value === 'object' ? value : {}) })

function isTab(value: unknown): value is TerminalTab {
  const { key, number, name, root, focused } = fieldsOf(value)
  return typeof key === 'string' && typeof number === 'number' && (name === undefined || typeof name === 'string') && typeof focused === 'string' && isNode(root)
}

function isNode(value: unknown): value is SplitNode {
  const { kind, id, direction, parts } = fieldsOf(value)
  if (kind === 'terminal') return typeof id === 'string'
  return kind === 'split' && (direction === 'beside' || direction === 'below') && Array.isArray(parts) && parts.length > 1 && parts.every(isPart)
}

function isPart(value: unknown): value is SplitPart {
  const { share, node } = fieldsOf(value)
  return typeof share === 'number' && share > 0 && isNode(node)
}
