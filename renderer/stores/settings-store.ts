import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { localeFrom, type Locale } from '#contract/locale.ts'
import { settingsStorage } from './settings-storage.ts'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'

interface Settings {
  readonly locale: Locale
  readonly theme: Theme
  /** 1 is 14 px text. */
  readonly zoom: number
  /** `system`: as much as the system lets move; `reduced`: nothing that could be still. */
  readonly motion: 'system' | 'reduced'
  /** Terminals and the editor say aloud what they show. */
  readonly screenReaderMode: boolean
  /** A key by itself (`?`) asks for something; whoever speaks to the computer turns that off (WCAG 2.1.4). */
  readonly hasSingleKeys: boolean
}

/** How a person wants the window to be; kept by the browser. */
export const useSettings = create<Settings>()(
  persist((): Settings => ({ locale: localeFrom(navigator.language), theme: 'system', zoom: 1, motion: 'system', screenReaderMode: false, hasSingleKeys: true }), { name: 'kindlab-settings', storage: createJSONStorage(() => settingsStorage) }),
)

/** Whether the person, or their system, wants nothing to move that could be still. */
export const isMotionReduced = (): boolean => useSettings.getState().motion === 'reduced' || matchMedia('(prefers-reduced-motion: reduce)').matches

/** Puts language, theme and size onto the document, now and whenever they change. */
export function applySettings(): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    const { locale, theme, zoom, motion } = useSettings.getState()
    const { documentElement } = document
    documentElement.lang = locale
    documentElement.dataset['theme'] = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme
    documentElement.dataset['motion'] = motion
    documentElement.style.setProperty('--zoom', String(zoom))
  }
  apply()
  system.addEventListener('change', apply)
  // Two windows of one person look alike.
  addEventListener('storage', ({ key }) => key === useSettings.persist.getOptions().name && void useSettings.persist.rehydrate())
  return useSettings.subscribe(apply)
}
