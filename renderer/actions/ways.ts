import { actions, type Action, type ActionId } from '#contract/actions.ts'
import { engine } from '../stores/connection-store.ts'
import { compareShown, sendShown } from '../stores/editing-store.ts'
import { saveShown, useFiles } from '../stores/files-store.ts'
import { useOffers } from '../stores/offers-store.ts'
import { toggleOverlay } from '../stores/overlay-store.ts'
import { goTo, usePlace } from '../stores/place-store.ts'
import { useSettings, type Theme } from '../stores/settings-store.ts'
import { useStatus } from '../stores/status-store.ts'
import { nextSize } from '../stores/text-sizes.ts'
import { copyKubeconfig } from './copy-kubeconfig.ts'
import { copyDiagnostics } from './diagnostics.ts'
import { focusPane, goRound, hasPane, type PaneName } from './panes.ts'

/** How an action is done, and whether it can be done now. */
interface Way {
  run(): void
  isPossible(): boolean
}

const always = (run: () => void): Way => ({ run, isPossible: () => true })
const when = (isPossible: () => boolean, run: () => void): Way => ({ run, isPossible })

/** A part of the screen does it, where it is there. */
const offered = (id: ActionId): Way => when(() => useOffers.getState().offers[id] !== undefined, () => useOffers.getState().offers[id]?.())

const pane = (name: PaneName): Way => when(() => hasPane(name), () => focusPane(name))
const theme = (wanted: Theme): Way => when(() => useSettings.getState().theme !== wanted, () => useSettings.setState({ theme: wanted }))
const speak = (locale: 'en' | 'ko'): Way => when(() => useSettings.getState().locale !== locale, () => useSettings.setState({ locale }))
const resize = (direction: 'bigger' | 'smaller'): Way => always(() => useSettings.setState(({ zoom }) => ({ zoom: nextSize(zoom, direction) })))

const isFileShown = (): boolean => usePlace.getState().place.kind === 'lab' && useFiles.getState().shown !== undefined
const isManifestShown = (): boolean => isFileShown() && /\.ya?ml$/.test(useFiles.getState().shown ?? '')

/** What fails is told by the cluster's own card. */
const quietly = (call: () => Promise<unknown>): void => void call().catch(() => {})
const canStart = (): boolean => ['absent', 'paused', 'stopped'].includes(useStatus.getState().status?.cluster.kind ?? '') && !isWorking()
const isWorking = (): boolean => useStatus.getState().status?.work?.outcome.kind === 'running'
const canRest = (): boolean => {
  const cluster = useStatus.getState().status?.cluster
  return cluster?.kind === 'ready' && cluster.cluster.provider === 'kind' && !isWorking()
}

const canLook = (): boolean => usePlace.getState().place.kind !== 'cluster' && useStatus.getState().status?.cluster.kind === 'ready'
const lookAtCluster = (): void => {
  const { place } = usePlace.getState()
  goTo({ kind: 'cluster', view: 'map', ...(place.kind === 'lab' && { attempt: place.attempt }) })
}

/** Every action of the list has its way here: one without would not compile. */
const ways: Readonly<Record<ActionId, Way>> = {
  palette: always(() => toggleOverlay('palette')),
  catalogue: when(() => usePlace.getState().place.kind !== 'catalogue', () => goTo({ kind: 'catalogue' })),
  'look-at-cluster': when(canLook, lookAtCluster),
  'next-pane': always(() => goRound(1)),
  'previous-pane': always(() => goRound(-1)),
  'focus-lesson': pane('lesson'),
  'focus-checks': pane('checks'),
  'focus-editor': pane('editor'),
  'focus-terminal': pane('terminal'),
  'check-now': offered('check-now'),
  hint: offered('hint'),
  skip: offered('skip'),
  rewind: offered('rewind'),
  'start-over': offered('start-over'),
  apply: when(isManifestShown, () => void sendShown('apply')),
  try: when(isManifestShown, () => void sendShown('dryRun')),
  compare: when(isManifestShown, () => void compareShown()),
  save: when(isFileShown, saveShown),
  kubeconfig: when(() => usePlace.getState().place.kind === 'lab', () => void copyKubeconfig()),
  'new-file': offered('new-file'),
  'show-files': offered('show-files'),
  'new-terminal': offered('new-terminal'),
  'split-beside': offered('split-beside'),
  'split-below': offered('split-below'),
  'next-terminal': offered('next-terminal'),
  'previous-terminal': offered('previous-terminal'),
  'search-terminal': offered('search-terminal'),
  'close-terminal': offered('close-terminal'),
  'start-cluster': when(canStart, () => quietly(() => engine().cluster.up({}))),
  'pause-cluster': when(canRest, () => quietly(() => engine().cluster.pause())),
  'stop-cluster': when(canRest, () => quietly(() => engine().cluster.stop())),
  diagnostics: always(() => void copyDiagnostics()),
  settings: always(() => toggleOverlay('settings')),
  packs: always(() => toggleOverlay('packs')),
  shortcuts: always(() => toggleOverlay('shortcuts')),
  'text-bigger': resize('bigger'),
  'text-smaller': resize('smaller'),
  'text-usual': always(() => useSettings.setState({ zoom: 1 })),
  'theme-system': theme('system'),
  'theme-light': theme('light'),
  'theme-dark': theme('dark'),
  'theme-contrast': theme('contrast'),
  'speak-korean': speak('ko'),
  'speak-english': speak('en'),
  motion: always(() => useSettings.setState(({ motion }) => ({ motion: motion === 'system' ? 'reduced' : 'system' }))),
  'screen-reader-mode': always(() => useSettings.setState(({ screenReaderMode }) => ({ screenReaderMode: !screenReaderMode }))),
}

/** Does an action where it can be done; tells whether it did. */
export function run(id: ActionId): boolean {
  const way = ways[id]
  if (!way.isPossible()) return false
  way.run()
  return true
}

/** What can be done now. */
export const possibleActions = (): readonly Action[] => actions.filter(({ id }) => ways[id].isPossible())
