import { monaco } from './monaco.ts'

/** A colour of the page, in the six digits that Monaco wants: the bundler shortens what it can. */
function token(style: CSSStyleDeclaration, name: string): string {
  const colour = style.getPropertyValue(`--${name}`).trim()
  return /^#[\da-f]{3}$/i.test(colour) ? colour.replace(/[\da-f]/gi, '$&$&') : colour
}

/** Monaco in the page's own colours, now and whenever the page changes them. */
export function followTheme(): () => void {
  applyTheme()
  const observer = new MutationObserver(applyTheme)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

function applyTheme(): void {
  const style = getComputedStyle(document.documentElement)
  const theme = document.documentElement.dataset['theme'] ?? 'light'
  monaco.editor.defineTheme('kindlab', {
    base: theme === 'contrast' ? 'hc-black' : theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: rulesFrom((name) => token(style, name).slice(1)),
    colors: coloursFrom((name) => token(style, name)),
  })
  monaco.editor.setTheme('kindlab')
}

function rulesFrom(ink: (name: string) => string): monaco.editor.ITokenThemeRule[] {
  return [
    { token: '', foreground: ink('ink') },
    { token: 'type', foreground: ink('accent') },
    // Monaco's own themes colour YAML by these longer names.
    { token: 'string.yaml', foreground: ink('ok') },
    { token: 'string', foreground: ink('ok') },
    { token: 'number', foreground: ink('ink') },
    { token: 'keyword', foreground: ink('unknown') },
    { token: 'comment', foreground: ink('ink-quiet') },
    { token: 'operators', foreground: ink('ink-soft') },
    { token: 'delimiter', foreground: ink('ink-soft') },
  ]
}

function coloursFrom(role: (name: string) => string): Record<string, string> {
  return {
    'editor.background': role('raised'),
    'editor.foreground': role('ink'),
    'editorLineNumber.foreground': role('ink-quiet'),
    'editorLineNumber.activeForeground': role('ink'),
    'editorCursor.foreground': role('accent'),
    'editor.selectionBackground': `${role('accent')}40`,
    'editor.inactiveSelectionBackground': `${role('accent')}20`,
    'editor.lineHighlightBackground': '#00000000',
    'editor.lineHighlightBorder': '#00000000',
    'editorIndentGuide.background1': role('line'),
    'editorIndentGuide.activeBackground1': role('line-strong'),
    'editorBracketHighlight.foreground1': role('ink-soft'),
    'editorBracketHighlight.foreground2': role('ink-soft'),
    'editorBracketHighlight.foreground3': role('ink-soft'),
    'editorError.foreground': role('wrong'),
    'editorWarning.foreground': role('unknown'),
    'editorWidget.background': role('raised'),
    'editorWidget.border': role('line-strong'),
    'editorHoverWidget.background': role('raised'),
    'editorHoverWidget.border': role('line-strong'),
    'editorSuggestWidget.background': role('raised'),
    'editorSuggestWidget.border': role('line-strong'),
    'editorSuggestWidget.foreground': role('ink'),
    'editorSuggestWidget.selectedBackground': role('accent-soft'),
    'editorSuggestWidget.selectedForeground': role('ink'),
    'editorSuggestWidget.highlightForeground': role('accent'),
    'editorSuggestWidget.focusHighlightForeground': role('accent'),
    'diffEditor.insertedLineBackground': `${role('ok-soft')}b0`,
    'diffEditor.removedLineBackground': `${role('wrong-soft')}b0`,
    'diffEditor.insertedTextBackground': `${role('ok')}30`,
    'diffEditor.removedTextBackground': `${role('wrong')}30`,
    'scrollbarSlider.background': `${role('ink-quiet')}40`,
    'focusBorder': role('accent'),
  }
}
