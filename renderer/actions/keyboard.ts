import { actionFor, type Surroundings } from './keys.ts'
import { run } from './ways.ts'
import { useOverlay } from '../stores/overlay-store.ts'
import { useSettings } from '../stores/settings-store.ts'
import type { ActionId } from '#contract/actions.ts'

/** Whether this person's keyboard has ⌘. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** What can be asked for while something lies over the screen. */
const overOverlays: readonly ActionId[] = ['palette', 'settings', 'shortcuts', 'text-bigger', 'text-smaller', 'text-usual']

/** Does what keys ask for, before editor and terminal have a meaning of their own for them. */
export function followKeys(): () => void {
  const hear = (event: KeyboardEvent): void => {
    const action = actionFor(event, { isMac, surroundings: surroundingsOf(event.target) })
    if (action === undefined || !isHeard(action.id) || !run(action.id)) return
    event.preventDefault()
    event.stopPropagation()
  }
  addEventListener('keydown', hear, { capture: true })
  return () => removeEventListener('keydown', hear, { capture: true })
}

function surroundingsOf(target: EventTarget | null): Surroundings {
  if (!(target instanceof Element)) return 'page'
  if (target.closest('.xterm') !== null) return 'terminal'
  return target.closest('input, textarea, select, [contenteditable="true"]') === null ? 'page' : 'text'
}

function isHeard(id: ActionId): boolean {
  if (id === 'shortcuts' && !useSettings.getState().hasSingleKeys) return false
  // A question is answered first.
  if (document.querySelector('[role="alertdialog"]') !== null) return false
  return useOverlay.getState().shown === 'none' || overOverlays.includes(id)
}
