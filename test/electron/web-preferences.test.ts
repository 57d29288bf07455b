import { describe, expect, it } from 'vitest'
import { webPreferences } from '../../electron/web-preferences.ts'

describe('the page’s preferences', () => {
  it('are the strictest of each, and no other is set', () => {
    expect(webPreferences).toEqual({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    })
  })
})
