/** Which files are open, and which of them is shown. */
export interface Tabs {
  readonly open: readonly string[]
  readonly shown: string | undefined
}

const keyOf = (attempt: string): string => `kindlab-tabs-${attempt}`

/** The tabs as they were when the attempt's screen was last open in this browser. */
export function readTabs(attempt: string): Tabs {
  const kept = parsed(localStorage.getItem(keyOf(attempt)))
  const open = Array.isArray(kept['open']) ? kept['open'].filter((path) => typeof path === 'string') : []
  return { open, shown: open.find((path) => path === kept['shown']) ?? open[0] }
}

export function writeTabs(attempt: string, tabs: Tabs): void {
  localStorage.setItem(keyOf(attempt), JSON.stringify(tabs))
}

/** A browser's storage may hold anything. */
function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(text ?? '{}') as object) }
  } catch {
    return {}
  }
}
