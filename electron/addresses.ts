/** The page's own origin in the desktop app. */
export const pageOrigin = 'app://kindlab'
export const pageAddress = `${pageOrigin}/index.html`

/** Whether an address is the page itself, at any place in it (`#/lab/…`). */
export function isOwnPage(address: string): boolean {
  const url = parsed(address)
  return url !== undefined && url.protocol === 'app:' && url.host === 'kindlab' && url.pathname === '/index.html' && url.search === ''
}

/** Whether an address is one of the app's own files. */
export function isOwnFile(address: string): boolean {
  const url = parsed(address)
  return url !== undefined && url.protocol === 'app:' && url.host === 'kindlab'
}

/**
 * The address to give to the system's browser, or undefined for one that is not given to it.
 * Only the web over TLS: another scheme would start whatever program claims it (https://www.electronjs.org/docs/latest/tutorial/security#15-do-not-use-shellopenexternal-with-untrusted-content).
 */
export function externalAddress(address: string): string | undefined {
  const url = parsed(address)
  if (url === undefined || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined
  return url.href
}

const parsed = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined)
