/** Parts of the screen that F6 goes round are marked with `data-pane` and their name, and take the focus themselves (`tabIndex={-1}`). */
export type PaneName = 'bar' | 'catalogue' | 'cluster' | 'lesson' | 'checks' | 'editor' | 'terminal' | 'kinds' | 'view' | 'object'

/** Where one types in a pane that has an editor or a shell in it. */
const typedInto = '.xterm-helper-textarea, textarea.inputarea'

export function focusPane(name: PaneName): void {
  const pane = document.querySelector<HTMLElement>(`[data-pane="${name}"]`)
  if (pane !== null) enter(pane)
}

export const hasPane = (name: PaneName): boolean => document.querySelector(`[data-pane="${name}"]`) !== null

/** Goes round the parts of the screen, in the order in which they are read. */
export function goRound(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(isDrawn)
  const present = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[present === -1 ? (step === 1 ? 0 : panes.length - 1) : (present + step + panes.length) % panes.length]
  if (next !== undefined) enter(next)
}

/** What last had the focus in each of them. */
const last = new WeakMap<Element, HTMLElement>()

/** Remembers where one was in each part, so that coming back leads there. */
export function followPanes(): void {
  addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    const pane = target.closest('[data-pane]')
    if (pane !== null && pane !== target) last.set(pane, target)
  })
}

function enter(pane: HTMLElement): void {
  const before = last.get(pane)
  if (before !== undefined && pane.contains(before) && isDrawn(before)) return before.focus()
  const field = [...pane.querySelectorAll<HTMLElement>(typedInto)].find(isDrawn)
  ;(field ?? pane).focus()
}

const isDrawn = (element: HTMLElement): boolean => element.closest('[hidden]') === null
