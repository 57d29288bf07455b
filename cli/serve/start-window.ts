import type { Fate } from '#contract/fate.ts'
import type { GlobalOptions } from '../context.ts'
import { chosenLocale } from '../speak.ts'
import { chooseWindow, type WindowChoice } from './choose-window.ts'
import { electronProgram, openElectron } from './open-electron.ts'

export interface StartWish {
  readonly port: number
  readonly open: boolean
  readonly fate: Fate
}

/** Opens a window of its own where one can be had, and tells whether it did; the page is for everybody else. */
export async function startWindow(wish: StartWish, options: GlobalOptions): Promise<boolean> {
  const choice = choiceFor(wish, options)
  if (choice.kind === 'page') return false
  process.exitCode = await openElectron({ program: choice.program, locale: chosenLocale(options.lang), fate: wish.fate })
  return true
}

/** The window works on a cluster of our own; a lent one is for the page, whose engine is told of it. */
function choiceFor({ port, open }: StartWish, { json, kubeconfig }: GlobalOptions): WindowChoice {
  return chooseWindow({
    platform: process.platform,
    environment: process.env,
    isRoot: process.getuid?.() === 0,
    electron: electronProgram(),
    isPageAsked: !open || port !== 0 || json === true || kubeconfig !== undefined,
  })
}
