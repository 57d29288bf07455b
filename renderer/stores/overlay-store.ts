import { create } from 'zustand'

/** What lies over the screen, one at a time. */
export type Overlay = 'none' | 'palette' | 'shortcuts' | 'settings' | 'packs'

interface Overlays {
  readonly shown: Overlay
  /** Where the focus was before, and goes back to. */
  readonly before: Element | null
  /** What is done once it has closed and the focus is back. */
  readonly after: (() => void) | undefined
}

export const useOverlay = create<Overlays>(() => ({ shown: 'none', before: null, after: undefined }))

export function showOverlay(shown: Exclude<Overlay, 'none'>): void {
  useOverlay.setState((now) => ({ shown, before: now.shown === 'none' ? document.activeElement : now.before, after: undefined }))
}

export function closeOverlay(after?: () => void): void {
  useOverlay.setState({ shown: 'none', after })
}

export function toggleOverlay(wanted: Exclude<Overlay, 'none'>): void {
  if (useOverlay.getState().shown === wanted) closeOverlay()
  else showOverlay(wanted)
}

/** To be called when an overlay has gone: the focus goes back to where it was, then comes what was chosen. */
export function comeBack(event: Event): void {
  event.preventDefault()
  const { before, after, shown } = useOverlay.getState()
  if (shown !== 'none') return
  if (before instanceof HTMLElement && before.isConnected) before.focus()
  useOverlay.setState({ before: null, after: undefined })
  after?.()
}
