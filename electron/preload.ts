import { ipcRenderer } from 'electron'
import { enginePort, isWordAmong, pageWords } from '#contract/desktop-port.ts'
import { pageOrigin } from './addresses.ts'

// All that stands between page and main process: nothing is exposed to the page, ports are passed on to it.

window.addEventListener('message', ({ source, origin, data }) => {
  if (source !== window || origin !== pageOrigin) return
  if (data === enginePort.wanted) ipcRenderer.send('engine-wanted')
  if (isWordAmong(pageWords, data)) ipcRenderer.send('page-word', data)
})

ipcRenderer.on('engine-here', ({ ports }) => window.postMessage(enginePort.here, pageOrigin, [...ports]))
ipcRenderer.on('engine-gone', () => window.postMessage(enginePort.gone, pageOrigin))

// What is said to the page comes from our own main process.
ipcRenderer.on('main-word', (_event, word) => window.postMessage(word, pageOrigin))

// The menu follows the page's language.
const tellLanguage = (): void => ipcRenderer.send('language', document.documentElement.lang)
window.addEventListener('DOMContentLoaded', () => {
  new MutationObserver(tellLanguage).observe(document.documentElement, { attributeFilter: ['lang'] })
  tellLanguage()
})
