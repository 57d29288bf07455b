import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keyOf } from '../../../engine/images/recipe-key.ts'
import { scratchFolder } from './scratch.ts'

function aRecipe(): { root: string; script: string; key: () => string } {
  const root = scratchFolder()
  mkdirSync(join(root, 'node', 'files'), { recursive: true })
  const script = join(root, 'node', 'make.sh')
  writeFileSync(script, 'make it')
  writeFileSync(join(root, 'node', 'files', 'config'), 'a = 1')
  return { root, script, key: () => keyOf({ values: { version: 'v1' }, files: [join(root, 'node')], root }) }
}

describe('the key of a recipe', () => {
  it('is the same for the same recipe in another folder', () => {
    expect(aRecipe().key()).toBe(aRecipe().key())
  })

  it('is twelve hexadecimal digits', () => {
    expect(keyOf({})).toMatch(/^[0-9a-f]{12}$/)
  })

  it.each([
    ['the text of a file', ({ script }: { script: string; root: string }) => writeFileSync(script, 'make it otherwise')],
    ['the name of a file', ({ script }: { script: string; root: string }) => renameSync(script, `${script}.new`)],
    ['a new file deep in a folder', ({ root }: { script: string; root: string }) => writeFileSync(join(root, 'node', 'files', 'more'), '')],
    ['a file that becomes a program', ({ script }: { script: string; root: string }) => chmodSync(script, 0o755)],
  ])('changes with %s', (_what, change) => {
    const recipe = aRecipe()
    const before = recipe.key()
    change(recipe)
    expect(recipe.key()).not.toBe(before)
  })

  it('changes with a value', () => {
    expect(keyOf({ values: ['v1.37.0'] })).not.toBe(keyOf({ values: ['v1.37.1'] }))
  })

  it('does not take the end of one file for the beginning of the next', () => {
    const [one, two] = [scratchFolder(), scratchFolder()]
    writeFileSync(join(one, 'a'), 'xy')
    writeFileSync(join(one, 'b'), 'z')
    writeFileSync(join(two, 'a'), 'x')
    writeFileSync(join(two, 'b'), 'yz')
    expect(keyOf({ files: [one], root: one })).not.toBe(keyOf({ files: [two], root: two }))
  })
})
