import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allTerminals,
  closeTab,
  closeTerminal,
  focusTerminal,
  meetTerminals,
  neighbour,
  noTerminals,
  openTab,
  renameTab,
  replaceTerminal,
  resizeSplit,
  shownTab,
  showNext,
  splitTerminal,
  type SplitNode,
  type TerminalLayout,
  type TerminalTab,
} from '../../../renderer/stores/terminal-layout.ts'

/** `a | b` beside, `a / b` below, with shares where they are not even. */
function drawn(node: SplitNode): string {
  if (node.kind === 'terminal') return node.id
  const even = 1 / node.parts.length
  const parts = node.parts.map(({ share, node: inside }) => `${drawn(inside)}${Math.abs(share - even) < 1e-9 ? '' : `:${Math.round(share * 100)}`}`)
  return `(${parts.join(node.direction === 'beside' ? ' | ' : ' / ')})`
}
const shown = (layout: TerminalLayout): string | undefined => shownTab(layout) && drawn(tabShown(layout).root)
const tabShown = (layout: TerminalLayout): TerminalTab => {
  const tab = shownTab(layout)
  if (tab === undefined) throw new Error('no tab is shown')
  return tab
}

const one = openTab(noTerminals, 'a')
const two = splitTerminal(one, 'a', 'beside', 'b')
const three = splitTerminal(two, 'b', 'below', 'c')

describe('tabs', () => {
  it('are numbered by the first free number', () => {
    const several = openTab(openTab(one, 'b'), 'c')
    expect(openTab(closeTab(several, 'b'), 'd').tabs.map(({ number }) => number)).toEqual([1, 3, 2])
  })

  it('show the next one when the shown one closes, and the last one when there is no next', () => {
    const several = openTab(openTab(one, 'b'), 'c')
    expect(closeTab(several, 'c').shown).toBe('b')
    expect(closeTab({ ...several, shown: 'a' }, 'a').shown).toBe('b')
    expect(closeTab(one, 'a').shown).toBeUndefined()
  })

  it('go round', () => {
    const several = openTab(openTab(one, 'b'), 'c')
    expect([showNext(several, 1).shown, showNext(several, -1).shown]).toEqual(['a', 'b'])
  })

  it('carry a name until it is emptied', () => {
    const named = renameTab(one, 'a', '  logs ')
    expect([named.tabs[0]?.name, renameTab(named, 'a', ' ').tabs[0]]).toEqual(['logs', one.tabs[0]])
  })
})

describe('a split', () => {
  it('halves the terminal’s place and gives the new one the focus', () => {
    expect([shown(two), tabShown(two).focused]).toEqual(['(a | b)', 'b'])
  })

  it('of the same direction puts it into the same row', () => {
    expect(shown(splitTerminal(two, 'a', 'beside', 'c'))).toBe('(a:25 | c:25 | b:50)')
  })

  it('of the other direction divides one place only', () => {
    expect(shown(three)).toBe('(a | (b / c))')
  })

  it('is filled by the rest when one closes', () => {
    expect(shown(closeTerminal(splitTerminal(two, 'a', 'beside', 'c'), 'b'))).toBe('(a | c)')
    expect(shown(closeTerminal(three, 'c'))).toBe('(a | b)')
    expect(shown(closeTerminal(three, 'a'))).toBe('(b / c)')
  })

  it('melts into the row it comes to lie in', () => {
    const deep = splitTerminal(three, 'c', 'beside', 'd')
    expect(shown(deep)).toBe('(a | (b / (c | d)))')
    expect(shown(closeTerminal(deep, 'b'))).toBe('(a:50 | c:25 | d:25)')
  })

  it('gives the focus to the next one when the one in use closes, else to the one before', () => {
    expect(tabShown(closeTerminal(focusTerminal(three, 'b'), 'b')).focused).toBe('c')
    expect(tabShown(closeTerminal(three, 'c')).focused).toBe('b')
    expect(tabShown(closeTerminal(focusTerminal(three, 'a'), 'c')).focused).toBe('a')
  })

  it('keeps the shares it was dragged to', () => {
    const resized = resizeSplit(three, 'a', { a: 30, b: 70 })
    expect(shown(resized)).toBe('(a:30 | (b / c):70)')
    expect(shown(closeTerminal(resized, 'c'))).toBe('(a:30 | b:70)')
    expect(shown(resizeSplit(resized, 'a', { b: 25, c: 75 }))).toBe('(a:30 | (b:25 / c:75):70)')
  })

  it('has a new terminal where one has ended', () => {
    const renewed = replaceTerminal(three, 'c', 'x')
    expect([shown(renewed), tabShown(renewed).focused]).toEqual(['(a | (b / x))', 'x'])
  })
})

describe('moving between terminals', () => {
  // a | b
  //   | c
  const at = (from: string): unknown => (['left', 'right', 'up', 'down'] as const).map((side) => neighbour(tabShown(resizeSplit(three, 'a', { b: 30, c: 70 })), from, side))

  it('goes to what is seen on that side, to the longest edge where there are several, and nowhere at the rim', () => {
    expect([at('a'), at('b'), at('c')]).toEqual([
      [undefined, 'c', undefined, undefined],
      ['a', undefined, undefined, 'c'],
      ['a', undefined, 'b', undefined],
    ])
  })
})

describe('coming back', () => {
  it('keeps what is still there, drops what is gone, and finds a place for what runs without one', () => {
    const met = meetTerminals(three, { present: ['a', 'c', 'x', 'y'], running: ['a', 'x'] })
    expect([met.tabs.map(({ root }) => drawn(root)), met.shown]).toEqual([['(a | c)', 'x'], 'a'])
  })

  it('shows the first tab where the one that was shown is gone', () => {
    expect(meetTerminals(noTerminals, { present: ['x', 'y'], running: ['x', 'y'] }).shown).toBe('x')
    expect(meetTerminals(one, { present: [], running: [] })).toEqual(noTerminals)
  })
})

describe('whatever is done', () => {
  const deed = fc.record({ kind: fc.constantFrom('open', 'beside', 'below', 'close', 'renew'), at: fc.nat() })

  it('leaves every terminal in one place, every share whole, no split within its own direction, and the focus inside its tab', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 40 }), (deeds) => {
        let [layout, expected, count]: [TerminalLayout, string[], number] = [noTerminals, [], 0]
        for (const { kind, at } of deeds) {
          const there = allTerminals(layout)
          const [target = '', fresh] = [there[at % Math.max(1, there.length)], `t${(count += 1)}`]
          if (kind === 'open') layout = openTab(layout, fresh)
          else if (kind === 'close') layout = closeTerminal(layout, target)
          else if (kind === 'renew') layout = replaceTerminal(layout, target, fresh)
          else layout = splitTerminal(layout, target, kind === 'beside' ? 'beside' : 'below', fresh)
          expected = kind === 'close' ? expected.filter((id) => id !== target) : [...expected.filter((id) => kind !== 'renew' || id !== target), fresh]
        }
        expect(allTerminals(layout).toSorted()).toEqual(expected.toSorted())
        for (const { root, focused } of layout.tabs) expect([isSound(root), drawn(root).includes(focused)]).toEqual([true, true])
        expect(shownTab(layout) === undefined).toBe(layout.tabs.length === 0)
      }),
    )
  })
})

function isSound(node: SplitNode): boolean {
  if (node.kind === 'terminal') return true
  const whole = node.parts.reduce((sum, { share }) => sum + share, 0)
  return node.parts.length > 1 && Math.abs(whole - 1) < 1e-9 && node.parts.every(({ node: inside }) => isSound(inside) && (inside.kind === 'terminal' || inside.direction !== node.direction))
}
