import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { kindlab } from '../app/kindlab-process.ts'
import { DesktopStarter, enginePid, isRunning, listening, type Desktop } from './window/desktop.ts'
import { findElectron } from './window/electron-here.ts'

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'electron')
const here = await findElectron()

if (typeof here === 'string') {
  console.log(`\n!! No window of its own was opened in this run: ${here}\n`)
  it('a window of its own', (test) => test.skip(here))
} else {
  if (here.kind === 'stand-in') console.log('\n!! The window is an Electron of 2020 that stands in for the current one: what holds here is the shape of what the app does.\n')
  describe('the desktop app', () => inWindow(here))
}

function inWindow(electronHere: Exclude<typeof here, string>): void {
  let starter: DesktopStarter
  let desktop: Desktop

  /** What an expression says in the page. */
  const inPage = (expression: string): Promise<unknown> => desktop.page.evaluate(expression)
  const pidOf = (): number => desktop.electron.process().pid ?? 0
  const terminalText = (): Promise<string> => desktop.page.locator('.xterm-rows').first().innerText()
  const typeLine = async (line: string): Promise<void> => {
    await desktop.page.locator('.xterm-helper-textarea').first().focus()
    await desktop.page.keyboard.type(`${line}\n`)
  }

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    await kindlab(['up'])
    starter = await DesktopStarter.prepare(electronHere)
    desktop = await starter.open(['--on-exit=keep'])
  })

  afterAll(async () => {
    await desktop?.electron.close().catch(() => {})
    starter?.end()
    await kindlab(['up'])
    await kindlab(['labs', 'end', 'first-pod'])
  })

  beforeEach(() => void desktop.complaints.splice(0))

  it('shows the catalogue, which came through the port', async () => {
    await desktop.page.getByText('Cluster ready').first().waitFor()
    await desktop.page.getByRole('heading', { level: 3 }).first().waitFor()
    expect(await desktop.page.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(['Your first Pod', 'A Deployment that heals itself', 'A Service in front'])
    expect(desktop.complaints).toEqual([])
    await desktop.page.screenshot({ path: join(pictures, 'catalogue.png') })
  })

  it('has an engine that opens no network port', () => {
    // The test's own driver makes the main process listen, and old Electron's children inherit that.
    const drivers = listening([pidOf()])
    expect(listening([enginePid(pidOf()) ?? 0]).filter((port) => !drivers.includes(port))).toEqual([])
  })

  it('has no Node and nothing of Electron’s in the page, and no function of ours', async () => {
    const names = await inPage("Object.getOwnPropertyNames(window).filter((name) => /^(require|module|process|Buffer|global|__dirname|electron|ipcRenderer)$|kindlab|bridge/i.test(name)).join()")
    expect(names).toBe('')
  })

  it('keeps the preload script’s world apart: what the page changes is not what it sees', async () => {
    await inPage("window.postMessage = () => { throw new Error('changed') }")
    await inPage("document.documentElement.lang = 'ko'")
    await expect.poll(() => menuLabels()).toContain('파일')
    await inPage("delete window.postMessage, document.documentElement.lang = 'en'")
    await expect.poll(() => menuLabels()).toContain('File')
  })

  it.each([
    ['scripts written into the page', "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)"],
    ['scripts of other origins', "const s = document.createElement('script'); s.src = 'https://127.0.0.1:9/x.js'; document.body.append(s)"],
    ['frames', "const f = document.createElement('iframe'); f.src = 'https://127.0.0.1:9/'; document.body.append(f); f.remove()"],
    ['calls to other origins', "void fetch('https://127.0.0.1:9/').catch(() => {})"],
    ['code made of text', "try { setTimeout('window.ran = 1', 0) } catch {}"],
  ])('refuses %s by its content policy', async (_what, expression) => {
    const violation = inPage("new Promise((resolve) => addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), { once: true }))")
    await inPage(`(() => { ${expression} })()`)
    expect(await violation).toMatch(/^(script|frame|connect|default)-src/)
    expect(await inPage('window.ran')).toBeUndefined()
  })

  it('serves nothing outside its folder', async () => {
    const statuses = await inPage("Promise.all(['./index.html', './..%2f..%2fpackage.json', './..%2felectron%2fmain.cjs'].map(async (path) => (await fetch(path)).status))")
    expect(statuses).toEqual([200, 404, 404])
  })

  it('does not navigate away', async () => {
    await inPage("location.href = 'https://example.com/'")
    await inPage("new Promise((resolve) => setTimeout(resolve, 0))")
    expect([desktop.page.url(), await inPage("document.title")]).toEqual(['app://kindlab/index.html', 'Kindlab'])
  })

  it('opens no window, and gives the system’s browser https links only', async () => {
    await desktop.electron.evaluate(({ shell }) => {
      const opened: string[] = []
      Object.assign(globalThis, { opened })
      shell.openExternal = (address) => {
        opened.push(address)
        return Promise.resolve()
      }
    })
    const opened = await inPage("['https://kubernetes.io/', 'http://kubernetes.io/', 'file:///etc/passwd', 'kindlab://labs/a/b', 'app://kindlab/index.html'].map((address) => window.open(address, '_blank', 'noopener') === null)")
    expect(opened).toEqual([true, true, true, true, true])
    const handed = await desktop.electron.evaluate(({ BrowserWindow }) => ({ windows: BrowserWindow.getAllWindows().length, opened: (globalThis as unknown as { opened: string[] }).opened }))
    expect(handed).toEqual({ windows: 1, opened: ['https://kubernetes.io/'] })
  })

  it('embeds no webview', async () => {
    expect(await inPage("(() => { const view = document.createElement('webview'); document.body.append(view); const kind = typeof view.loadURL; view.remove(); return kind })()")).toBe('undefined')
  })

  it.each([
    ['notifications', 'Notification.requestPermission()', 'denied'],
    ['places', "new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('given'), ({ code }) => resolve(code)))", 1],
    ['cameras', "navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'given', () => 'denied')", 'denied'],
    ['reading the clipboard', "navigator.clipboard.readText().then(() => 'given', () => 'denied')", 'denied'],
  ])('denies the page %s', async (_what, expression, answer) => {
    expect(await inPage(expression)).toBe(answer)
  })

  it('answers no other page: its preload script alone gives nobody the engine', async () => {
    const heard = await desktop.electron.evaluate(async ({ BrowserWindow }) => {
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

  it('begins a lab with its checks and a shell at its prompt', async () => {
    await desktop.page.getByRole('button', { name: /Begin|Continue/ }).first().click()
    await desktop.page.locator('.check').first().waitFor()
    await expect.poll(terminalText, { timeout: 30_000 }).toContain('❯')
    expect(await desktop.page.locator('.terminal-tab').count()).toBe(1)
    await typeLine('echo before-the-$((40+2))')
    await expect.poll(terminalText, { timeout: 10_000 }).toContain('before-the-42')
    await desktop.page.screenshot({ path: join(pictures, 'lab.png') })
  })

  it('has the engine again when its process is killed: the terminal with its scrollback, the checks alive, within seconds', async () => {
    const pid = enginePid(pidOf())
    expect(pid).toBeDefined()
    const killed = Date.now()
    process.kill(pid ?? 0, 'SIGKILL')
    await expect.poll(() => enginePid(pidOf()) ?? pid, { interval: 20 }).not.toBe(pid)
    await expect.poll(async () => ((await typeLine('echo after-the-$((40+3))')), terminalText()), { timeout: 20_000, interval: 100 }).toContain('after-the-43')
    console.log(`  the terminal took keys ${Date.now() - killed} ms after the engine was killed`)
    expect(Date.now() - killed).toBeLessThan(10_000)
    expect(await terminalText()).toContain('before-the-42')
  })

  it('sees the checks pass through the engine that came anew', async () => {
    await typeLine('kubectl run hello --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 -- netexec')
    await desktop.page.locator('.check[data-verdict="passed"]').first().waitFor()
  })

  it('comes back to the same place when the page’s process dies', async () => {
    const place = desktop.page.url()
    const pid = await desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())
    process.kill(pid ?? 0, 'SIGKILL')
    await expect.poll(() => textInWindow(), { timeout: 20_000 }).toContain('Your first Pod')
    expect([place, await desktop.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())]).toEqual([expect.stringContaining('#/lab/'), place])
  })

  it('quits clean: no process stays, and the cluster is paused where that is chosen', async () => {
    await desktop.electron.close()
    const alone = starter.openAlone(['--on-exit=pause'])
    const main = alone.pid ?? 0
    await expect.poll(() => enginePid(main), { timeout: 20_000 }).toBeDefined()
    const pids = [main, enginePid(main) ?? 0]
    const ended = once(alone, 'exit')
    alone.kill('SIGTERM')
    expect([await ended, pids.filter(isRunning)]).toEqual([[0, null], []])
    const { stdout } = await kindlab(['status', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'paused' })
  })

  const menuLabels = (): Promise<readonly string[]> => desktop.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])

  /** The page's text as the main process reads it: the test's own connection ends with the page's process. */
  const textInWindow = (): Promise<string> =>
    desktop.electron.evaluate(async ({ BrowserWindow }) => {
      // A page that has died answers nothing, ever.
      const silence = new Promise((resolve) => setTimeout(resolve, 1_000, ''))
      return String(await Promise.race([silence, BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText')]))
    })
}
