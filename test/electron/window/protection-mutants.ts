/** A protection taken away in the sources, and the test in a window that must fail then. */
export interface ProtectionMutant {
  readonly name: string
  /** Points of Electron's checklist, as docs/security.md counts them. */
  readonly points: readonly number[]
  readonly changes: readonly { readonly file: string; readonly from: string; readonly to: string }[]
  /** The beginning of its name. */
  readonly test: string
}

const preference = (name: string, points: readonly number[], from: string, to: string): ProtectionMutant => ({
  name,
  points,
  changes: [{ file: 'electron/web-preferences.ts', from: `${name}: ${from}`, to: `${name}: ${to}` }],
  test: 'runs with the strictest preferences',
})

const guard = (from: string, to: string): ProtectionMutant['changes'] => [{ file: 'electron/guard.ts', from, to }]
const permission = (name: string, asked: string, test: string): ProtectionMutant => ({
  name,
  points: [5],
  changes: guard("permission === 'clipboard-sanitized-write' && isOwnFile(address)", `['clipboard-sanitized-write', ${asked}].includes(permission) && isOwnFile(address)`),
  test,
})

const policy = (name: string, from: string, to: string, test: string): ProtectionMutant => ({ name, points: [7], changes: [{ file: 'contract/page-serving.ts', from, to }], test: `refuses ${test} by its content policy` })

export const protectionMutants: readonly ProtectionMutant[] = [
  { name: 'requests are not filtered', points: [1], changes: guard('cancel: !mayLoad(url, isPackaged)', 'cancel: false'), test: 'loads nothing but its own files' },
  preference('nodeIntegration', [2], 'false', 'true'),
  preference('nodeIntegrationInWorker', [2], 'false', 'true'),
  preference('nodeIntegrationInSubFrames', [2], 'false', 'true'),
  {
    name: 'Node in the page, with isolation and sandbox off too',
    points: [2, 3, 4],
    changes: [
      { file: 'electron/web-preferences.ts', from: 'nodeIntegration: false', to: 'nodeIntegration: true' },
      { file: 'electron/web-preferences.ts', from: 'contextIsolation: true', to: 'contextIsolation: false' },
      { file: 'electron/web-preferences.ts', from: 'sandbox: true', to: 'sandbox: false' },
    ],
    test: 'has no Node and nothing of Electron’s',
  },
  { ...preference('contextIsolation', [3], 'true', 'false'), test: 'keeps the preload script’s world apart' },
  preference('sandbox', [4], 'true', 'false'),
  permission('notifications are given', "'notifications'", 'denies the page notifications'),
  permission('places are given', "'geolocation'", 'denies the page places'),
  permission('cameras are given', "'media'", 'denies the page cameras'),
  // Old Electron has no name for it.
  permission('the clipboard is given', "'clipboard-read', 'unknown'", 'denies the page reading the clipboard'),
  preference('webSecurity', [6], 'true', 'false'),
  policy('inline scripts', "script-src 'self';", "script-src 'self' 'unsafe-inline';", 'scripts written into the page'),
  policy('scripts of anybody', "script-src 'self';", 'script-src * app:;', 'scripts of other origins'),
  policy('frames', "default-src 'none';", "default-src 'none'; frame-src *;", 'frames'),
  policy('calls to anybody', "connect-src 'self';", 'connect-src * app:;', 'calls to other origins'),
  policy('code of text', "script-src 'self';", "script-src 'self' 'unsafe-eval';", 'code made of text'),
  preference('allowRunningInsecureContent', [8], 'false', 'true'),
  preference('experimentalFeatures', [9], 'false', 'true'),
  {
    name: 'enableBlinkFeatures',
    points: [10],
    changes: [{ file: 'electron/web-preferences.ts', from: 'experimentalFeatures: false', to: "enableBlinkFeatures: 'CSSVariables',\n  experimentalFeatures: false" }],
    test: 'runs with the strictest preferences',
  },
  { ...preference('webviewTag', [11], 'false', 'true'), test: 'embeds no webview' },
  { name: 'webviews attach', points: [12], changes: guard("contents.on('will-attach-webview', (event) => event.preventDefault())", ''), test: 'attaches no webview' },
  { name: 'any address is the page', points: [13], changes: guard('if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault()', ''), test: 'does not navigate away to app:' },
  { name: 'windows open', points: [14], changes: guard("return { action: 'deny' }", "return { action: 'allow' }"), test: 'opens no window' },
  {
    name: 'any scheme is given to the system',
    points: [15],
    changes: [{ file: 'electron/addresses.ts', from: "url === undefined || url.protocol !== 'https:' ||", to: 'url === undefined ||' }],
    test: 'opens no window',
  },
  { name: 'any sender is heard', points: [17], changes: guard('sender !== null && sender.parent === null && isOwnPage(sender.url)', 'sender !== null'), test: 'answers no other page' },
  { name: 'any file is served', points: [18], changes: [{ file: 'electron/app-protocol.ts', from: 'file.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? file : undefined', to: 'file' }], test: 'serves nothing outside its folder' },
  {
    name: 'a file for a page',
    points: [18],
    changes: [{ file: 'electron/window.ts', from: 'window.loadURL(pageAddress + parts.place)\n  return', to: "window.loadURL('file://' + parts.preload.replace('electron/preload.cjs', 'renderer/index.html'))\n  return" }],
    test: 'has its own address',
  },
  {
    name: 'a function for the page',
    points: [20],
    changes: [
      { file: 'electron/preload.ts', from: "import { ipcRenderer } from 'electron'", to: "import { contextBridge, ipcRenderer } from 'electron'" },
      { file: 'electron/preload.ts', from: '// All that stands', to: "contextBridge.exposeInMainWorld('kindlab', { ipcRenderer: () => ipcRenderer.send('x') })\n// All that stands" },
    ],
    test: 'has no Node and nothing of Electron’s',
  },
]
