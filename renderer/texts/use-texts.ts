import type { Locale } from '#contract/locale.ts'
import { useSettings } from '../stores/settings-store.ts'
import { catalogueTexts } from './catalogue.ts'
import { chromeTexts } from './chrome.ts'
import { clusterTexts } from './cluster.ts'
import { editorTexts } from './editor.ts'
import { labTexts } from './lab.ts'
import { packTexts } from './packs.ts'
import { terminalTexts } from './terminal.ts'
import { viewTexts } from './views.ts'

const joined = (locale: Locale) => ({
  ...chromeTexts[locale],
  ...catalogueTexts[locale],
  ...clusterTexts[locale],
  ...labTexts[locale],
  ...editorTexts[locale],
  ...terminalTexts[locale],
  ...viewTexts[locale],
  ...packTexts[locale],
})

export type Texts = ReturnType<typeof joined>

const catalogues: Readonly<Record<Locale, Texts>> = { en: joined('en'), ko: joined('ko') }

export const textsIn = (locale: Locale): Texts => catalogues[locale]

/** The window's own words in the reader's language. */
export const useTexts = (): Texts => textsIn(useLocale())

export const useLocale = (): Locale => useSettings((settings) => settings.locale)
