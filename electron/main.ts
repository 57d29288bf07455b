import { app, protocol } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pageScheme } from './app-protocol.ts'
import { DesktopApp } from './desktop-app.ts'
import { readStartWords } from './start-words.ts'

// What must be said before Electron is ready; everything else is in DesktopApp.

app.setName('Kindlab')
// A home of its own has a window of its own, beside others' windows.
const home = process.env['KINDLAB_HOME']
if (home !== undefined) app.setPath('userData', folderOf(home))
protocol.registerSchemesAsPrivileged([pageScheme])
app.enableSandbox()

if (app.requestSingleInstanceLock()) new DesktopApp(readStartWords(process.argv), import.meta.dirname).start()
else app.quit()

/** Electron takes only a folder that exists. */
function folderOf(root: string): string {
  const folder = join(root, 'window')
  mkdirSync(folder, { recursive: true })
  return folder
}
