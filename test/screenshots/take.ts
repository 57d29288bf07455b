import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Locale } from '#contract/locale.ts'
import { browserMissing } from '../app/browser.ts'
import { OpenApp, type ShownTheme, sizes } from '../app/open-app.ts'
import { setup } from '../cluster-setup.ts'
import { contactSheet } from './contact-sheet.ts'
import { labsOfScenes, type Scene, scenes } from './scenes.ts'

// npm run screenshots [-- --only catalogue,lab] — every scene in both languages, both themes, both sizes, and one page that shows them all.

const { values: options } = parseArgs({ options: { only: { type: 'string' } } })
const folder = join(import.meta.dirname, '..', '..', 'test-results', 'screenshots')
const languages: readonly Locale[] = ['en', 'ko']
const themes: readonly ShownTheme[] = ['light', 'dark']

const missing = await browserMissing()
if (missing !== undefined) throw new Error(`no screenshots: ${missing}`)
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const takeDown = await setup()
const app = await OpenApp.open()
try {
  await app.untilReady()
  for (const scene of scenes) {
    await scene.show(app)
    if (options.only?.split(',').includes(scene.name) ?? true) await takeAll(scene)
    await scene.leave?.(app)
  }
  await writeFile(join(folder, 'index.html'), contactSheet(scenes.map(({ name }) => name), views().map(({ name }) => name)))
  console.log(`${join('test-results', 'screenshots', 'index.html')} shows them all`)
} finally {
  await app.close(labsOfScenes)
  await takeDown?.()
}

async function takeAll({ name }: Scene): Promise<void> {
  for (const view of views()) {
    await app.showLanguage(view.language)
    await app.showTheme(view.theme)
    await app.page.setViewportSize(view.size)
    await app.page.waitForTimeout(400) // texts are read anew in the other language, the terminal and the editor follow their size
    await app.page.screenshot({ path: join(folder, `${name}.${view.name}.png`), animations: 'disabled' })
  }
  await app.showLanguage('en')
  await app.page.setViewportSize(sizes[0])
  console.log(name)
}

function views(): { readonly name: string; readonly language: Locale; readonly theme: ShownTheme; readonly size: (typeof sizes)[number] }[] {
  return languages.flatMap((language) => themes.flatMap((theme) => sizes.map((size) => ({ name: `${language}.${theme}.${size.width}`, language, theme, size }))))
}
