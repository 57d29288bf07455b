import type { Locale } from '#contract/locale.ts'
import { useSettings } from '../stores/settings-store.ts'
import { en, type Texts } from './en.ts'
import { ko } from './ko.ts'

const catalogues: Readonly<Record<Locale, Texts>> = { en, ko }

/** The window's own words in the reader's language. */
export const useTexts = (): Texts => catalogues[useLocale()]

export const useLocale = (): Locale => useSettings((settings) => settings.locale)
