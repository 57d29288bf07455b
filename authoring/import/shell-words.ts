/** A command's words without their quotes; `$NAME`, `${NAME}` and substitutions stay as they are written. */
export function shellWords(command: string): readonly string[] {
  return [...command.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/g)].map(([word]) => unquoted(word))
}

export function unquoted(word: string): string {
  return word.replaceAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g, (_, single: string | undefined, double: string | undefined, escaped: string | undefined) => single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? '')
}

/** One statement of a script, with the line where it begins, counted from 1. */
export interface Statement {
  readonly text: string
  readonly line: number
  /** What follows it as a here-document. */
  readonly input?: string
}

/** A script's statements: comments and blank lines left out, continued lines joined, here-documents kept with what reads them. */
export function statementsOf(script: string): readonly Statement[] {
  const lines = script.replaceAll('\r', '').split('\n')
  const statements: Statement[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1
    let text = lines[index] ?? ''
    while ((text.endsWith('\\') || hasOpenQuote(text)) && index + 1 < lines.length) text = `${text.endsWith('\\') ? text.slice(0, -1) : `${text}\n`}${(lines[(index += 1)] ?? '').trimStart()}`
    const end = /<<-?\s*["']?(\w+)["']?/.exec(text)?.[1]
    const from = index + 1
    if (end !== undefined) while (index + 1 < lines.length && (lines[(index += 1)] ?? '').trim() !== end);
    const trimmed = text.trim()
    if (trimmed !== '' && !trimmed.startsWith('#')) statements.push({ text: trimmed, line, ...(end === undefined ? {} : { input: lines.slice(from, index).join('\n') }) })
  }
  return statements
}

function hasOpenQuote(text: string): boolean {
  const bare = text.replaceAll(/\\./g, '').replaceAll(/"[^"]*"|'[^']*'/g, '').replace(/#.*$/, '')
  return /["']/.test(bare)
}
