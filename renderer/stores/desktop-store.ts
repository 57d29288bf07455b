import { create } from 'zustand'
import { isActionId, type ActionId } from '#contract/actions.ts'
import { isWordAmong, mainWords, pageWords, type DesktopWord } from '#contract/desktop-port.ts'
import { fates, type Fate } from '#contract/fate.ts'

/** What the desktop app keeps: what becomes of the cluster when it quits. Undefined in a browser, where the command line says so. */
export const useDesktop = create<{ readonly fate: Fate | undefined }>(() => ({ fate: undefined }))

const tell = (word: DesktopWord): void => postMessage(word, location.origin)

/** Follows the desktop app's menu and settings, where there is one. */
export function followDesktop(onAction: (id: ActionId) => void): void {
  if (location.protocol !== 'app:') return
  addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source !== window || !isWordAmong(mainWords, data)) return
    if (data.word === mainWords.action && isActionId(data.about)) onAction(data.about)
    if (data.word === mainWords.fate) useDesktop.setState({ fate: fates.find((one) => one === data.about) })
  })
  tell({ word: pageWords.fateWanted })
}

export const chooseFate = (fate: Fate): void => tell({ word: pageWords.fateChosen, about: fate })
