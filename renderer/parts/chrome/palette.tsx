import { Command as Palette } from 'cmdk'
import { Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useEffect, useState } from 'react'
import { actionGroups, type Action, type ActionGroup } from '#contract/actions.ts'
import { actionGroupTexts, actionNicknames, actionTexts } from '#contract/messages/actions.ts'
import { answerScore } from '../../actions/find-action.ts'
import { labEntries, type LabEntry } from '../../actions/lab-entries.ts'
import { possibleActions, run } from '../../actions/ways.ts'
import { readAttempts, useAttempts } from '../../stores/attempts-store.ts'
import { useConnection } from '../../stores/connection-store.ts'
import { useLabs } from '../../stores/labs-store.ts'
import { closeOverlay, comeBack, useOverlay } from '../../stores/overlay-store.ts'
import { goTo } from '../../stores/place-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { ShownKeys } from './shown-keys.tsx'
import './overlays.css'

/** Everything that can be done now, found by its name in either language. */
export function CommandPalette() {
  const isShown = useOverlay(({ shown }) => shown === 'palette')
  const { palette: texts } = useTexts()
  return (
    <Dialog.Root open={isShown} onOpenChange={(isOpen) => !isOpen && closeOverlay()}>
      <Dialog.Portal>
        <Dialog.Overlay className="overlay" />
        <Dialog.Content className="palette" aria-describedby={undefined} onCloseAutoFocus={comeBack}>
          <Dialog.Title className="visually-hidden">{texts.label}</Dialog.Title>
          <Commands />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Commands() {
  const { palette: texts } = useTexts()
  const locale = useLocale()
  // What could be done when it was opened: the list holds still while it is read.
  const [possible] = useState(() => possibleActions().filter(({ id }) => id !== 'palette'))
  const labs = useLabEntries()
  return (
    <Palette label={texts.label} loop filter={(_value, typed, names = []) => answerScore(names, typed)}>
      <div className="palette-field">
        {/* The dialog gives it the focus, as its first field: a focus that is there before the dialog watches can be led out of it. */}
        <Search size={16} aria-hidden="true" />
        <Palette.Input placeholder={texts.placeholder} aria-label={texts.label} />
      </div>
      <Palette.List className="palette-list" label={texts.label} tabIndex={-1}>
        <Palette.Empty className="palette-empty">{texts.nothing}</Palette.Empty>
        {labs.length > 0 && (
          <Palette.Group heading={texts.labs}>
            {labs.map((lab) => (
              <LabItem key={lab.key} lab={lab} />
            ))}
          </Palette.Group>
        )}
        {actionGroups.map((group) => (
          <Actions key={group} heading={actionGroupTexts[group][locale]} actions={possible.filter((action) => action.group === group)} group={group} />
        ))}
      </Palette.List>
    </Palette>
  )
}

function Actions({ heading, actions, group }: { readonly heading: string; readonly actions: readonly Action[]; readonly group: ActionGroup }) {
  return actions.length === 0 ? null : (
    <Palette.Group heading={heading} value={group}>
      {actions.map((action) => (
        <ActionItem key={action.id} action={action} />
      ))}
    </Palette.Group>
  )
}

function ActionItem({ action: { id, keys } }: { readonly action: Action }) {
  const locale = useLocale()
  const nicknames = actionNicknames[id]
  const names = [actionTexts[id].ko, actionTexts[id].en, nicknames?.ko ?? '', nicknames?.en ?? '']
  return (
    <Palette.Item value={id} keywords={names} onSelect={() => closeOverlay(() => run(id))}>
      {actionTexts[id][locale]}
      {keys?.[0] !== undefined && <ShownKeys keys={keys[0]} />}
    </Palette.Item>
  )
}

function LabItem({ lab: { key, name, names, place } }: { readonly lab: LabEntry }) {
  return (
    <Palette.Item value={key} keywords={[...names]} onSelect={() => closeOverlay(() => goTo(place))}>
      {name}
    </Palette.Item>
  )
}

/** Labs under way first. Which there are is asked anew: the catalogue may not have been seen yet. */
function useLabEntries(): readonly LabEntry[] {
  const { palette: texts } = useTexts()
  const locale = useLocale()
  const labs = useLabs((state) => state.labs)
  const attempts = useAttempts((state) => state.attempts)
  useEffect(() => {
    const connection = useConnection.getState()
    if (connection.kind === 'connected') void readAttempts(() => connection.engine.attempts.list()).catch(() => {})
  }, [])
  return labEntries({ labs: labs ?? [], attempts: Object.values(attempts), words: texts, locale })
}
