import { EventEmitter } from 'node:events'
import type { Session, WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { pageAddress } from '../../electron/addresses.ts'
import { guardContents, guardSession, isPermitted, isTrusted, mayLoad } from '../../electron/guard.ts'

const page = { url: pageAddress, parent: null }

describe('a message', () => {
  it('is taken from the page itself', () => {
    expect(isTrusted({ ...page, url: `${pageAddress}#/lab/a` })).toBe(true)
  })

  it.each([
    ['a frame inside the page', { ...page, parent: page }],
    ['another page', { ...page, url: 'https://example.com/' }],
    ['a frame that is gone', null],
  ])('is not taken from %s', (_who, sender) => {
    expect(isTrusted(sender)).toBe(false)
  })
})

describe('permissions', () => {
  it.each(['media', 'geolocation', 'notifications', 'clipboard-read', 'midi', 'openExternal', 'fullscreen', 'pointerLock', 'hid', 'serial', 'usb', 'window-management', 'fileSystem'])('are denied for %s', (permission) => {
    expect(isPermitted(permission, pageAddress)).toBe(false)
  })

  it('let the page’s copy buttons write text, and nobody else’s', () => {
    expect([pageAddress, 'https://example.com/'].map((address) => isPermitted('clipboard-sanitized-write', address))).toEqual([true, false])
  })

  it('are put onto the session, for requests, checks and devices', () => {
    const session = new FakeSession()
    guardSession(session as unknown as Session, true)
    expect(session.asked('media')).toEqual({ requested: false, checked: false, device: false })
    expect(session.asked('clipboard-sanitized-write')).toMatchObject({ requested: true, checked: true })
  })
})

describe('what the page loads', () => {
  it.each(['http://example.com/', 'https://example.com/', 'ws://127.0.0.1:1/', 'file:///etc/passwd', 'app://other/a.js'])('is not %s', (address) => {
    expect(mayLoad(address, true)).toBe(false)
  })

  it('is its own files and what it made itself', () => {
    expect(['app://kindlab/assets/a.js', 'data:image/png;base64,', 'blob:app://kindlab/1'].map((address) => mayLoad(address, true))).toEqual([true, true, true])
  })

  it('is the developer tools too, where Kindlab is worked on', () => {
    expect([true, false].map((isPackaged) => mayLoad('devtools://devtools/bundled/a.js', isPackaged))).toEqual([false, true])
  })

  it('is cancelled by the session otherwise', () => {
    const session = new FakeSession()
    guardSession(session as unknown as Session, true)
    expect([session.cancels('https://example.com/'), session.cancels('app://kindlab/a.js')]).toEqual([true, false])
  })
})

describe('the window', () => {
  it('opens no other, and hands https links to the system', () => {
    const { contents, opened } = guarded()
    expect(['https://kubernetes.io/', 'file:///etc/passwd'].map((url) => contents.open(url))).toEqual([{ action: 'deny' }, { action: 'deny' }])
    expect(opened).toEqual(['https://kubernetes.io/'])
  })

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])('prevents %s to another page', (event) => {
    expect(guarded().contents.isPrevented(event, { url: 'https://example.com/', isMainFrame: true })).toBe(true)
  })

  it('prevents frames inside the page, whatever they would show', () => {
    expect(guarded().contents.isPrevented('will-frame-navigate', { url: pageAddress, isMainFrame: false })).toBe(true)
  })

  it('may load its own page again', () => {
    expect(guarded().contents.isPrevented('will-navigate', { url: pageAddress, isMainFrame: true })).toBe(false)
  })
})

function guarded() {
  const contents = new FakeContents()
  const opened: string[] = []
  guardContents(contents as unknown as WebContents, (address) => opened.push(address))
  return { contents, opened }
}

class FakeContents extends EventEmitter {
  open: (url: string) => unknown = () => undefined

  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.open = (url) => handler({ url })
  }

  isPrevented(event: string, details: object): boolean {
    let isPrevented = false
    this.emit(event, { ...details, preventDefault: () => (isPrevented = true) })
    return isPrevented
  }
}

type Handler = (...args: never[]) => unknown

class FakeSession {
  private readonly handlers = new Map<string, (...args: unknown[]) => unknown>()
  readonly webRequest = { onBeforeRequest: (handler: Handler) => this.keep('load', handler) }
  readonly setPermissionRequestHandler = (handler: Handler): void => this.keep('request', handler)
  readonly setPermissionCheckHandler = (handler: Handler): void => this.keep('check', handler)
  readonly setDevicePermissionHandler = (handler: Handler): void => this.keep('device', handler)

  asked(permission: string) {
    const contents = { getURL: () => pageAddress }
    let requested: unknown
    this.handlers.get('request')?.(contents, permission, (answer: unknown) => (requested = answer))
    return { requested, checked: this.handlers.get('check')?.(contents, permission), device: this.handlers.get('device')?.({}) }
  }

  cancels(url: string): unknown {
    let answer: { cancel?: boolean } = {}
    this.handlers.get('load')?.({ url }, (given: typeof answer) => (answer = given))
    return answer.cancel
  }

  private keep(name: string, handler: Handler): void {
    this.handlers.set(name, handler as (...args: unknown[]) => unknown)
  }
}
