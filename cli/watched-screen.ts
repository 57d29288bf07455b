import { stripVTControlCharacters } from 'node:util'

export interface WatchedScreen extends Disposable {
  /** Clears the screen and draws; from then on each line that time alone makes another is written anew in its place. */
  show(lines: () => readonly string[]): void
}

type Terminal = Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'write'>

/** Standard output as a screen that goes with the time; undefined where it is no terminal. */
export function watchedScreen(): WatchedScreen | undefined {
  return process.stdout.isTTY ? drawOn(process.stdout) : undefined
}

export function drawOn(terminal: Terminal, every = 1_000): WatchedScreen {
  let lines: () => readonly string[] = () => []
  let drawn: readonly string[] = []
  const draw = (): void => {
    drawn = lines()
    terminal.write(`\u001B[H\u001B[2J${drawn.join('\n')}\n`)
  }
  const timer = setInterval(() => {
    const next = lines()
    if (heightOf(next, terminal) >= terminal.rows) return
    if (!areAlike(drawn, next, terminal)) return draw()
    terminal.write(changes(drawn, next, terminal))
    drawn = next
  }, every)
  return {
    show: (shown) => {
      lines = shown
      draw()
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

function changes(before: readonly string[], after: readonly string[], terminal: Terminal): string {
  const written = after.flatMap((line, index) => (line === before[index] ? [] : [`${toRow(heightOf(after.slice(0, index), terminal))}${line}\u001B[K`]))
  return written.length === 0 ? '' : `${written.join('')}${toRow(heightOf(after, terminal))}`
}

/** Line by line of the same height, so that each has kept its place. */
function areAlike(before: readonly string[], after: readonly string[], terminal: Terminal): boolean {
  return before.length === after.length && after.every((line, index) => heightOf([line], terminal) === heightOf([before[index] ?? ''], terminal))
}

const toRow = (above: number): string => `\u001B[${above + 1};1H`

function heightOf(lines: readonly string[], { columns }: Terminal): number {
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(widthOf(line) / columns)), 0)
}

/** Hangul is two columns wide. */
function widthOf(line: string): number {
  const text = stripVTControlCharacters(line)
  return text.length + (text.match(/[\u1100-\uFFFF]/g) ?? []).length
}
