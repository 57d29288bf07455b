import { Tooltip } from 'radix-ui'
import { useEffect, useState, type ReactElement } from 'react'
import { actions, type ActionId } from '#contract/actions.ts'
import { isMac } from '../../actions/keyboard.ts'
import { ariaKeys } from '../../actions/keys.ts'
import { useOverlay } from '../../stores/overlay-store.ts'
import { ShownKeys } from './shown-keys.tsx'
import './chrome.css'

interface TipProps {
  readonly text: string
  /** The action that the button asks for: its keys are shown, and told to screen readers. */
  readonly action?: ActionId
  /** The button's name says the same already. */
  readonly isName?: boolean
  readonly children: ReactElement
}

/** What a button does, and the keys that do the same, for whoever rests on it with pointer or focus. */
export function Tip({ text, action, isName = false, children }: TipProps) {
  const keys = actions.find(({ id }) => id === action)?.keys
  const [isOpen, setOpen] = useState(false)
  const isCovered = useOverlay(({ shown }) => shown !== 'none')
  // A pointer that rests would keep it above what a key has opened.
  useEffect(() => setOpen(false), [isCovered])
  return (
    <Tooltip.Provider delayDuration={500}>
      <Tooltip.Root open={isOpen && !isCovered} onOpenChange={setOpen}>
        <Tooltip.Trigger asChild {...(isName && { 'aria-describedby': undefined })} {...(keys !== undefined && { 'aria-keyshortcuts': ariaKeys(keys, isMac) })}>
          {children}
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className="tip" sideOffset={6} collisionPadding={8}>
            {text}
            {keys?.[0] !== undefined && <ShownKeys keys={keys[0]} />}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  )
}
