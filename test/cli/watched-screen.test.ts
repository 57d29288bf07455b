import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { drawOn } from '../../cli/watched-screen.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What is written on a terminal of 40 columns and so many rows, with `←` for the escape character. */
function terminal(rows = 10): { readonly written: string[]; readonly screen: ReturnType<typeof drawOn> } {
  const written: string[] = []
  const write = (text: string): boolean => {
    if (text !== '') written.push(text.replaceAll('\u001B', '←'))
    return true
  }
  return { written, screen: drawOn({ columns: 40, rows, write }) }
}

describe('a watched screen', () => {
  it('writes only the lines that time has changed, each in its place', () => {
    const { written, screen } = terminal()
    let seconds = 5
    screen.show(() => ['Run a Pod', `  … 파드 ${seconds}초째`, 'Ctrl-C'])
    expect(written).toEqual(['←[H←[2JRun a Pod\n  … 파드 5초째\nCtrl-C\n'])
    seconds = 6
    vi.advanceTimersByTime(1_000)
    expect(written.slice(1)).toEqual(['←[2;1H  … 파드 6초째←[K←[4;1H'])
    vi.advanceTimersByTime(5_000)
    expect(written).toHaveLength(2)
  })

  it('knows that a long line, in Hangul sooner, takes two rows', () => {
    const { written, screen } = terminal()
    let seconds = 5
    screen.show(() => ['가'.repeat(21), `${seconds} s`])
    seconds = 6
    vi.advanceTimersByTime(1_000)
    expect(written.slice(1)).toEqual(['←[3;1H6 s←[K←[4;1H'])
  })

  it('leaves alone what has scrolled, and draws anew where a line moves others', () => {
    const tall = terminal(3)
    let text = 'a'
    tall.screen.show(() => ['1', '2', text])
    const grown = terminal()
    grown.screen.show(() => [text, '2'])
    text = 'b'.repeat(41)
    vi.advanceTimersByTime(1_000)
    expect(tall.written).toHaveLength(1)
    expect(grown.written.slice(1)).toEqual([`←[H←[2J${text}\n2\n`])
  })

  it('ends with whoever watches', () => {
    const { written, screen } = terminal()
    let count = 0
    screen.show(() => [`${(count += 1)}`])
    screen[Symbol.dispose]()
    vi.advanceTimersByTime(10_000)
    expect(written).toHaveLength(1)
  })
})
