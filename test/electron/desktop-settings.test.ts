import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readSettings, writeSettings } from '../../electron/desktop-settings.ts'

const root = mkdtempSync(join(tmpdir(), 'kindlab-test-'))
afterAll(() => rmSync(root, { recursive: true }))

const window = { x: 10, y: 20, width: 900, height: 700, isMaximized: false }

describe('the desktop app’s settings', () => {
  it('are the usual ones at first: the cluster is paused when Kindlab quits', () => {
    expect(readSettings(join(root, 'none.json'))).toEqual({ fate: 'pause' })
  })

  it('come back as they were written, and leave nothing else behind', () => {
    const file = join(root, 'inner', 'settings.json')
    writeSettings(file, { fate: 'keep', window })
    expect([readSettings(file), readdirSync(join(root, 'inner'))]).toEqual([{ fate: 'keep', window }, ['settings.json']])
  })

  it.each(['', 'not json', '[]', '{"fate":"burn","window":{"x":"left"}}'])('survive a file that says %j', (content) => {
    const file = join(root, 'odd.json')
    writeFileSync(file, content)
    expect(readSettings(file).fate).toBe('pause')
  })

  it('keep what is well in a file that is partly odd', () => {
    const file = join(root, 'partly.json')
    writeFileSync(file, JSON.stringify({ fate: 'stop', window: { ...window, width: -1 } }))
    expect(readSettings(file)).toEqual({ fate: 'stop' })
  })

  it('are no reason to fail where they cannot be kept', () => {
    expect(() => writeSettings(join(root, 'odd.json', 'below-a-file'), { fate: 'pause' })).not.toThrow()
  })
})
