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
