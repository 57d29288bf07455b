import { describe, expect, it } from 'vitest'
import { noTerminals, openTab, splitTerminal } from '../../../renderer/stores/terminal-layout.ts'
import { layoutFrom } from '../../../renderer/stores/terminals-storage.ts'

const layout = splitTerminal(openTab(openTab(noTerminals, 'a'), 'b'), 'b', 'below', 'c')

describe('a remembered layout', () => {
  it('comes back as it was', () => {
    expect(layoutFrom(JSON.stringify(layout))).toEqual(layout)
  })

  it('is none where nothing or something else was kept', () => {
    for (const text of [null, '', 'null', '[]', '{', '{"tabs":3}', '{"tabs":[{"key":1}]}']) expect(layoutFrom(text)).toEqual(noTerminals)
  })

  it('keeps its sound tabs', () => {
    const [first, second] = layout.tabs
    const broken = { ...second, root: { kind: 'split', direction: 'below', parts: [] } }
    expect(layoutFrom(JSON.stringify({ tabs: [first, broken], shown: 'b' }))).toEqual({ tabs: [first], shown: 'a' })
  })
})
