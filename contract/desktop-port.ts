/**
 * How page and preload script of the desktop app speak over the window: the page asks for the engine, and is given a
 * MessagePort each time there is one. No function is exposed to the page; these words are all it has.
 */
export const enginePort = {
  /** Page to preload: send me a port now, and another whenever the engine starts anew. */
  wanted: 'kindlab:engine-wanted',
  /** Preload to page, with the port. */
  here: 'kindlab:engine-here',
  /** Preload to page: the engine has ended; the port before leads nowhere. */
  gone: 'kindlab:engine-gone',
} as const

/** Plain words between page and main process of the desktop app; the preload script passes on these and no others, and each side looks at what it hears. */
export const pageWords = {
  /** Page to main: say what becomes of the cluster when the app quits, now and whenever it changes. */
  fateWanted: 'kindlab:fate-wanted',
  /** Page to main, with a fate: the learner has chosen this one. */
  fateChosen: 'kindlab:fate-chosen',
} as const

export const mainWords = {
  /** Main to page, with an action's id: the menu asks for it. */
  action: 'kindlab:action',
  /** Main to page, with a fate. */
  fate: 'kindlab:fate',
} as const

export interface DesktopWord {
  readonly word: string
  readonly about?: string
}

/** Whether data that arrived is one of these words. */
export function isWordAmong(words: Readonly<Record<string, string>>, data: unknown): data is DesktopWord {
  if (typeof data !== 'object' || data === null || !('word' in data)) return false
  return Object.values(words).includes(String(data.word)) && (!('about' in data) || typeof data.about === 'string')
}
