import { describe, expect, it } from 'vitest'
import { lintShelf } from '../../authoring/lint-shelf.ts'
import { readPack } from '../../engine/packs/load-pack.ts'
import { aPackWithLab } from '../builders/pack-files.ts'

describe('linting packs', () => {
  it('says of one that does not load at which line and column', async () => {
    const result = readPack(aPackWithLab('minutes: 5', 'minuts: 5'))
    if (result.kind === 'loaded') throw new Error('a field that does not exist is refused')
    const [linted] = await lintShelf({ packs: [], refused: [{ folder: '/packs/small', problems: result.problems }] })
    expect(linted?.problems.map(({ place }) => place)).toContain('010-one/lab.yaml:7:1')
    expect(linted?.results).toEqual([])
  })
})
