import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { actionGroups, actions, type Action, type ActionGroup } from '#contract/actions.ts'
import { actionGroupTexts, actionTexts } from '#contract/messages/actions.ts'
import { isMac } from '../../actions/keyboard.ts'
import { closeOverlay, comeBack, useOverlay } from '../../stores/overlay-store.ts'
import { useSettings } from '../../stores/settings-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { ShownKeys } from './shown-keys.tsx'
import { Switch } from './switch.tsx'
import './overlays.css'

const withKeys = actions.filter(({ keys }) => keys !== undefined)

/** It is read, not answered: no button of it comes first. */
function focusItself(event: Event): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}

/** Every action that has keys, and what a terminal keeps for its shell. */
export function ShortcutSheet() {
  const isShown = useOverlay(({ shown }) => shown === 'shortcuts')
  const { shortcuts: texts } = useTexts()
  return (
    <Dialog.Root open={isShown} onOpenChange={(isOpen) => !isOpen && closeOverlay()}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="sheet" aria-describedby={undefined} onOpenAutoFocus={focusItself} onCloseAutoFocus={comeBack}>
          <header>
            <Dialog.Title>{texts.title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={texts.close}>
              <X size={16} />
            </Dialog.Close>
          </header>
          <div className="sheet-groups">
            {actionGroups.map((group) => (
              <Group key={group} group={group} actions={withKeys.filter((action) => action.group === group)} />
            ))}
          </div>
          <footer>
            {!isMac && <p>{withShownKeys(texts.inTerminal, '$mod+Shift+P')}</p>}
            <SingleKeys />
          </footer>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Group({ group, actions: shown }: { readonly group: ActionGroup; readonly actions: readonly Action[] }) {
  const locale = useLocale()
  if (shown.length === 0) return null
  return (
    <section>
      <h3>{actionGroupTexts[group][locale]}</h3>
      <dl>
        {shown.map(({ id, keys = [] }) => (
          <div key={id}>
            <dt>{actionTexts[id][locale]}</dt>
            <dd>
              {keys.map((one) => (
                <ShownKeys key={one} keys={one} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function SingleKeys() {
  const { shortcuts: texts } = useTexts()
  const hasSingleKeys = useSettings((settings) => settings.hasSingleKeys)
  return (
    <Switch isOn={hasSingleKeys} onChange={(isOn) => useSettings.setState({ hasSingleKeys: isOn })}>
      {withShownKeys(texts.singleKeys, '?')}
    </Switch>
  )
}

/** A sentence with keys in its `{keys}` place. */
function withShownKeys(sentence: string, keys: string): ReactNode {
  const [before, after] = sentence.split('{keys}')
  return (
    <>
      {before}
      <ShownKeys keys={keys} />
      {after}
    </>
  )
}
