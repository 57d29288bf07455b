import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { localeFrom, type Locale } from '#contract/locale.ts'

export type Theme = 'system' | 'light' | 'dark' | 'contrast'

interface Settings {
  readonly locale: Locale
  readonly theme: Theme
  /** 1 is 14 px text. */
  readonly zoom: number
  readonly screenReader: boolean
}

/** How a person wants the window to be; kept by the browser. */
export const useSettings = create<Settings>()(
  persist((): Settings => ({ locale: localeFrom(navigator.language), theme: 'system', zoom: 1, screenReader: false }), { name: 'kindlab-settings' }),
)

/** Puts language, theme and size onto the document, now and whenever they change. */
export function applySettings(): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    const { locale, theme, zoom } = useSettings.getState()
    const { documentElement } = document
    documentElement.lang = locale
    documentElement.dataset['theme'] = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme
    documentElement.style.setProperty('--zoom', String(zoom))
  }
  apply()
  system.addEventListener('change', apply)
  return useSettings.subscribe(apply)
}
