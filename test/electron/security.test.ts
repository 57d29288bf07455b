import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..', '..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const sources = globSync('electron/**/*.ts', { cwd: root }).map(read).join('\n')

describe('the desktop app’s sources', () => {
  it('name one exact Electron, of a major that was current when they were written or later', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> }
    expect(Number(/^(\d+)\.\d+\.\d+$/.exec(devDependencies['electron'] ?? '')?.[1])).toBeGreaterThanOrEqual(45)
  })

  it.each(['contextBridge', "'file:", 'loadFile', 'enableBlinkFeatures', 'allowpopups', 'executeJavaScript', 'appendSwitch'])('do not use %s', (word) => {
    expect(sources).not.toContain(word)
  })

  it('hand addresses to the system in one place, behind the guard', () => {
    expect(sources.match(/openExternal\(address\)/g)).toHaveLength(2)
    expect(sources).toContain('guardContents(contents, (address) => void shell.openExternal(address))')
  })

  it('set every fuse of what is handed out', () => {
    const { electronFuses } = parse(read('electron-builder.yml')) as { electronFuses: unknown }
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    })
  })
})

describe('docs/security.md', () => {
  const rows = read('docs/security.md').split('\n').filter((line) => /^\| \d+ \|/.test(line))
  const windowTests = read('test/electron/protections.window.test.ts')

  it('has all twenty points', () => {
    expect(rows.map((row) => Number(row.split('|')[1]))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it('names only tests that there are', () => {
    const files = new Set(rows.join().match(/[\w-]+\.test\.ts/g))
    const present = globSync('test/**/*.test.ts', { cwd: root }).map((file) => file.split('/').at(-1))
    expect([...files].filter((file) => !present.includes(file))).toEqual([])
    const named = rows.flatMap((row) => [...(row.split('|')[3] ?? '').matchAll(/“([^”…]+)”/g)].map(([, name]) => name ?? ''))
    const template = /^(refuses|denies the page) /
    expect(named.filter((name) => !template.test(name) && !windowTests.includes(name))).toEqual([])
  })
})
