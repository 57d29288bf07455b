import { create } from 'zustand'

/** How long a word stays, milliseconds. */
const stay = 4_000

/** One short word about what was just done, which leaves by itself. */
export const useNotice = create<{ readonly text: string }>(() => ({ text: '' }))

let leaving: ReturnType<typeof setTimeout> | undefined

export function notice(text: string): void {
  clearTimeout(leaving)
  useNotice.setState({ text })
  leaving = setTimeout(() => useNotice.setState({ text: '' }), stay)
}
