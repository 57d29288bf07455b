import type { Session, WebContents } from 'electron'
import { externalAddress, isOwnFile, isOwnPage } from './addresses.ts'

/** A copy button writes text to the clipboard. Nothing else that a page could ask for is needed, so nothing else is given. */
export const isPermitted = (permission: string, address: string): boolean => permission === 'clipboard-sanitized-write' && isOwnFile(address)

/** What a page loads comes from the app itself; an address of any other kind never leaves the machine. */
export const mayLoad = (address: string, isPackaged: boolean): boolean => isOwnFile(address) || /^(data|blob):/.test(address) || (!isPackaged && address.startsWith('devtools://'))

/** A frame that sends a message to the main process. */
export interface SendingFrame {
  readonly url: string
  readonly parent: unknown
}

/** Messages are taken from the page itself only, never from a frame inside it, another page, or a frame that is gone. */
export const isTrusted = (sender: SendingFrame | null): boolean => sender !== null && sender.parent === null && isOwnPage(sender.url)

/** Denies what the page never needs: permissions, devices, and any address but its own. */
export function guardSession(session: Session, isPackaged: boolean): void {
  session.setPermissionRequestHandler((contents, permission, decide) => decide(isPermitted(permission, contents.getURL())))
  session.setPermissionCheckHandler((contents, permission) => isPermitted(permission, contents?.getURL() ?? ''))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !mayLoad(url, isPackaged) }))
}

/** Keeps the window on its page: it opens nothing, leads nowhere, embeds nothing; links of the web go to the system's browser. */
export function guardContents(contents: WebContents, openExternal: (address: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    const address = externalAddress(url)
    if (address !== undefined) openExternal(address)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event) => keepOnPage(event))
  contents.on('will-frame-navigate', (event) => keepOnPage(event))
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

function keepOnPage(event: { readonly url: string; readonly isMainFrame: boolean; preventDefault(): void }): void {
  if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault()
}
