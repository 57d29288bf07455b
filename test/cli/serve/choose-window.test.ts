import { describe, expect, it } from 'vitest'
import { chooseWindow, type WindowFacts } from '../../../cli/serve/choose-window.ts'

const desktop: WindowFacts = { platform: 'linux', environment: { DISPLAY: ':0' }, isRoot: false, electron: '/electron', isPageAsked: false }
const choice = (facts: Partial<WindowFacts>) => chooseWindow({ ...desktop, ...facts })

describe('a start', () => {
  it('opens Electron where it and a display are there', () => {
    expect(choice({})).toEqual({ kind: 'electron', program: '/electron' })
  })

  it('opens it on Wayland', () => {
    expect(choice({ environment: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual({ kind: 'electron', program: '/electron' })
  })

  it('serves the page where Electron was never fetched', () => {
    expect(choice({ electron: undefined })).toEqual({ kind: 'page', because: 'no-electron' })
  })

  it.each([
    ['linux', {}],
    ['linux', { DISPLAY: '' }],
    ['darwin', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }],
  ] as const)('serves the page on %s without a display (%j)', (platform, environment) => {
    expect(choice({ platform, environment })).toEqual({ kind: 'page', because: 'no-display' })
  })

  it.each(['darwin', 'win32'] as const)('needs no display variable on %s', (platform) => {
    expect(choice({ platform, environment: {} })).toEqual({ kind: 'electron', program: '/electron' })
  })

  it('opens no window without a sandbox: root on Linux gets the page', () => {
    expect(choice({ isRoot: true })).toEqual({ kind: 'page', because: 'root' })
  })

  it('serves the page where that was asked for', () => {
    expect(choice({ isPageAsked: true })).toEqual({ kind: 'page', because: 'asked' })
  })
})
