import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, expect, it } from 'vitest'
import { listening } from './window/desktop.ts'
import { describeWindow } from './window/driven-desktop.ts'

// Each of these is seen to fail without what it is about: `node test/electron/window/prove-protections.ts`.

describeWindow('the window', (driven) => {
  beforeAll(() => driven.open())

  it('has its own address, and none of a file', () => {
    expect(driven.app.page.url()).toMatch(/^app:\/\/kindlab\/index\.html/)
  })

  it('runs with the strictest preferences', async () => {
    const preferences = await driven.app.electron.evaluate(({ BrowserWindow }) => {
      const [own] = BrowserWindow.getAllWindows() as unknown as { webContents: { getLastWebPreferences(): Record<string, unknown> } }[]
      return own?.webContents.getLastWebPreferences() ?? {}
    })
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    })
    expect(preferences['enableBlinkFeatures'] ?? '').toBe('')
  })

  it('has an engine that opens no network port', async () => {
    await expect.poll(() => driven.enginePid, { timeout: 20_000 }).toBeDefined()
    // The test's own driver makes the main process listen, and old Electron's children inherit that.
    const drivers = listening([driven.mainPid])
    expect(listening([driven.enginePid ?? 0]).filter((port) => !drivers.includes(port))).toEqual([])
  })

  it('has no Node and nothing of Electron’s in the page, and no function of ours', async () => {
    const names = await driven.inPage("Object.getOwnPropertyNames(window).filter((name) => /^(require|module|process|Buffer|global|__dirname|electron|ipcRenderer)$|kindlab|bridge/i.test(name)).join()")
    expect(names).toBe('')
  })

  it('keeps the preload script’s world apart: what the page changes is not what it sees', async () => {
    const menuLabels = (): Promise<readonly string[]> => driven.app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])
    // What the preload script reads is the attribute; a page in its world would make it read this.
    await driven.inPage("Object.defineProperty(document.documentElement, 'lang', { get: () => 'en' })")
    await driven.inPage("document.documentElement.setAttribute('lang', 'ko')")
    await expect.poll(menuLabels).toContain('파일')
    await driven.inPage("document.documentElement.setAttribute('lang', 'en')")
    await expect.poll(menuLabels).toContain('File')
  })

  it.each([
    ['scripts written into the page', 'script-src-elem inline', "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)"],
    ['scripts of other origins', 'script-src-elem https://127.0.0.1:9/x.js', "const s = document.createElement('script'); s.src = 'https://127.0.0.1:9/x.js'; document.body.append(s)"],
    ['frames', 'frame-src https://127.0.0.1:9', "const f = document.createElement('iframe'); f.src = 'https://127.0.0.1:9/'; document.body.append(f); f.remove()"],
    ['calls to other origins', 'connect-src https://127.0.0.1:9/', "void fetch('https://127.0.0.1:9/').catch(() => {})"],
    ['code made of text', 'script-src eval', "try { setTimeout('window.ran = 1', 0) } catch {}"],
  ])('refuses %s by its content policy', async (_what, refusal, expression) => {
    const refused = driven.inPage(`new Promise((resolve) => {
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => effectiveDirective + ' ' + blockedURI === ${JSON.stringify(refusal)} && resolve('refused'))
      setTimeout(resolve, 3000, 'nothing was refused')
    })`)
    await driven.inPage(`(() => { ${expression} })()`)
    expect([await refused, await driven.inPage('window.ran')]).toEqual(['refused', undefined])
  })

  it('serves nothing outside its folder', async () => {
    const statuses = await driven.inPage("Promise.all(['./index.html', './..%2f..%2fpackage.json', './..%2felectron%2fmain.cjs'].map(async (path) => (await fetch(path)).status))")
    expect(statuses).toEqual([200, 404, 404])
  })

  it('loads nothing but its own files, whoever asks', async () => {
    let asked = 0
    const server = createServer((_request, response) => {
      asked += 1
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await driven.app.electron.evaluate(async ({ BrowserWindow }, address) => {
      const other = new BrowserWindow({ show: false })
      await other.loadURL(address).catch(() => {})
      other.destroy()
    }, `http://127.0.0.1:${port}/`)
    server.close()
    expect(asked).toBe(0)
  })

  it.each(["https://example.com/", 'app://kindlab/icon.svg'])('does not navigate away to %s', async (address) => {
    await driven.inPage(`location.href = '${address}'`)
    await driven.inPage('new Promise((resolve) => setTimeout(resolve, 300))')
    expect([driven.app.page.url().split('#')[0], await driven.inPage('document.title')]).toEqual(['app://kindlab/index.html', 'Kindlab'])
  })

  it('opens no window, and gives the system’s browser https links only', async () => {
    await driven.app.electron.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { opened })
      shell.openExternal = (address) => {
        opened.push(address)
        return Promise.resolve()
      }
    })
    const opened = await driven.inPage("['https://kubernetes.io/', 'http://kubernetes.io/', 'file:///etc/passwd', 'kindlab://labs/a/b', 'app://kindlab/index.html'].map((address) => window.open(address, '_blank', 'noopener') === null)")
    expect(opened).toEqual([true, true, true, true, true])
    const handed = await driven.app.electron.evaluate(({ BrowserWindow }) => ({ windows: BrowserWindow.getAllWindows().length, opened: (globalThis as unknown as { opened: string[] }).opened }))
    expect(handed).toEqual({ windows: 1, opened: ['https://kubernetes.io/'] })
  })

  it('embeds no webview', async () => {
    expect(await driven.inPage("(() => { const view = document.createElement('webview'); document.body.append(view); const kind = typeof view.loadURL; view.remove(); return kind })()")).toBe('undefined')
  })

  it('attaches no webview, even where a page may write one', async () => {
    const attached = await driven.app.electron.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } })
      await other.loadURL('app://kindlab/icon.svg').catch(() => {})
      const writing = "(() => { const view = document.createElementNS('http://www.w3.org/1999/xhtml', 'webview'); view.setAttribute('src', 'app://kindlab/icon.svg'); document.documentElement.append(view) })()"
      const outcome = new Promise<string>((resolve) => {
        other.webContents.once('did-attach-webview', () => resolve('attached'))
        setTimeout(resolve, 1_500, 'nothing')
      })
      await other.webContents.executeJavaScript(writing).catch(() => {})
      const seen = await outcome
      other.destroy()
      return seen
    })
    expect(attached).toBe('nothing')
  })

  it.each([
    ['notifications', 'Notification.requestPermission()', 'denied'],
    ['places', "new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), ({ code }) => resolve(code)))", 1],
    ['cameras', "navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', ({ name }) => name)", 'NotAllowedError'],
    ['reading the clipboard', "navigator.clipboard.readText().then(() => 'given', () => 'denied')", 'denied'],
  ])('denies the page %s', async (_what, expression, answer) => {
    expect(await driven.inPage(expression)).toBe(answer)
  })

  it('answers no other page: its preload script alone gives nobody the engine', async () => {
    const heard = await driven.app.electron.evaluate(async ({ BrowserWindow }) => {
      const [own] = BrowserWindow.getAllWindows() as unknown as { webContents: { getLastWebPreferences(): { preload: string } } }[]
      const preload = own?.webContents.getLastWebPreferences().preload ?? ''
      const other = new BrowserWindow({ show: false, webPreferences: { preload, contextIsolation: true, sandbox: true } })
      await other.loadURL('app://kindlab/icon.svg').catch(() => {})
      const answer: unknown = await other.webContents.executeJavaScript(
        "new Promise((resolve) => { addEventListener('message', ({ data }) => data === 'kindlab:engine-here' && resolve('engine')); postMessage('kindlab:engine-wanted', location.origin); setTimeout(() => resolve('nothing'), 1000) })",
      )
      other.destroy()
      return answer
    })
    expect(heard).toBe('nothing')
  })
})
