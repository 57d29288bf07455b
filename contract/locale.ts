/** The languages Kindlab speaks. English and Korean are equal; neither falls back silently to the other in our own texts. */
export type Locale = 'en' | 'ko'

export const locales: readonly Locale[] = ['en', 'ko']

/** A text in every language, as packs and catalogues carry it. */
export type Text = Readonly<Record<Locale, string>>

/** Values put into a text's `{name}` places. */
export type TextParams = Readonly<Record<string, string | number>>

/** Puts `params` into the `{name}` places of a template; an unknown name stays visible as it was written. */
export function fillText(template: string, params: TextParams = {}): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place))
}

/** The language a person's environment asks for (`ko_KR.UTF-8` → `ko`); English for any other. */
export function localeFrom(language: string | undefined): Locale {
  return language?.toLowerCase().startsWith('ko') ? 'ko' : 'en'
}
