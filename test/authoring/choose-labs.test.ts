import { describe, expect, it } from 'vitest'
import { chooseLabs } from '../../authoring/choose-labs.ts'
import { readPack } from '../../engine/packs/load-pack.ts'
import { aPack } from '../builders/pack-files.ts'

const result = readPack(aPack())
if (result.kind === 'refused') throw new Error('the small pack loads')
const shelf = { packs: [result.pack], refused: [] }
const idsOf = (names: readonly string[]): readonly string[] => chooseLabs(shelf, names).labs.map(({ loaded }) => loaded.lab.id)

describe('the labs an author means', () => {
  it('are all where none is named, and those that are named with or without their pack', () => {
    expect([idsOf([]), idsOf(['one']), idsOf(['small/one'])]).toEqual([['one'], ['one'], ['one']])
  })

  it('are none for a name that no lab has, which is told with those there are', () => {
    expect(chooseLabs(shelf, ['two'])).toMatchObject({ labs: [], unknown: ['two'], known: ['one'] })
  })
})
