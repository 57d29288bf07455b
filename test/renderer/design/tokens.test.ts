import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const tokensFile = 'renderer/design/tokens.css'
const styles = globSync('renderer/**/*.css', { cwd: root }).map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
const tokens = styles.find(({ file }) => file === tokensFile)?.text ?? ''

/** The custom properties that each theme's block sets: what is not set is the light theme's. */
function themeNamed(theme: 'light' | 'dark' | 'contrast'): Readonly<Record<string, string>> {
  const blocks = new Map([...tokens.matchAll(/(:root[^{]*)\{([^}]*)\}/g)].map(([, selector = '', body = '']) => [/"(\w+)"/.exec(selector)?.[1] ?? 'light', propertiesIn(body)]))
  return { ...blocks.get('light'), ...blocks.get(theme) }
}

const propertiesIn = (body: string): Record<string, string> => Object.fromEntries([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]))

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)

const inks = ['ink', 'ink-soft', 'ink-quiet', 'accent', 'ok', 'wrong', 'wait', 'unknown']
const pairs = [
  ...['ground', 'pane', 'raised'].flatMap((ground) => inks.map((ink) => [ink, ground] as const)),
  ...['ok', 'wrong', 'wait', 'unknown', 'accent'].map((state) => [state, `${state}-soft`] as const),
  ['on-accent', 'accent'] as const,
  ...['terminal', 'terminal-raised', 'terminal-panel'].flatMap((ground) => ['terminal-ink', 'terminal-strong', 'terminal-quiet'].map((ink) => [ink, ground] as const)),
]

describe('the design’s roles', () => {
  it.each(['light', 'dark', 'contrast'] as const)('can be read in the %s theme wherever an ink meets its ground', (theme) => {
    const values = themeNamed(theme)
    const faint = pairs.map(([ink, ground]) => ({ ink, ground, ratio: contrast(values[ink] ?? '', values[ground] ?? '') })).filter(({ ratio }) => !(ratio >= 4.5))
    expect(faint).toEqual([])
  })

  it('are the only colours: no other style names one', () => {
    const named = styles.filter(({ file }) => file !== tokensFile).flatMap(({ file, text }) => [...text.matchAll(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi)].map(([colour]) => `${file}: ${colour}`))
    expect(named).toEqual([])
  })

  it('are all there, and all used', () => {
    const own = new Set(styles.flatMap(({ text }) => Object.keys(propertiesIn(text))))
    const code = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
    const used = new Set(styles.flatMap(({ text }) => [...text.matchAll(/var\(--([\w-]+)/g)].map(([, name = '']) => name)))
    // Set where the window knows them, by us or by the library that measures.
    const setByCode = [...code.matchAll(/['"]--([\w-]+)['"]/g)].map(([, name = '']) => name)
    expect([...used].filter((name) => !own.has(name) && !setByCode.includes(name) && !name.startsWith('radix-'))).toEqual([])
    expect(Object.keys(themeNamed('light')).filter((name) => !used.has(name) && !new RegExp(`\\b${name}\\b`).test(code))).toEqual([])
  })
})
