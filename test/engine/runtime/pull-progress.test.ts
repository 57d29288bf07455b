import { describe, expect, it } from 'vitest'
import type { EngineMessage } from '../../../engine/runtime/engine-messages.ts'
import { downloadedBytes, pullState, withMessage, type Layers } from '../../../engine/runtime/pull-progress.ts'

const MB = 1e6

function layersAfter(...messages: readonly EngineMessage[]): Layers {
  return messages.reduce(withMessage, new Map() as Layers)
}

const status = (id: string, text: string, current?: number, total?: number): EngineMessage => ({
  id,
  status: text,
  ...(current === undefined ? {} : { progressDetail: { current, ...(total === undefined ? {} : { total }) } }),
})

describe('the progress of a pull', () => {
  it('adds the layers up', () => {
    const layers = layersAfter(status('a', 'Downloading', 40 * MB, 100 * MB), status('b', 'Downloading', 80 * MB, 240 * MB))
    expect(pullState(layers)).toEqual({ fraction: expect.closeTo((0.8 * 120) / 340), note: '120 of 340 MB' })
  })

  it('says no total while a layer’s size is not known', () => {
    const layers = layersAfter(status('a', 'Downloading', 50 * MB, 100 * MB), status('b', 'Pulling fs layer'))
    expect(pullState(layers).note).toBe('50 MB')
  })

  it('counts a layer of unknown size like the average of the others', () => {
    const layers = layersAfter(status('a', 'Downloading', 100 * MB, 100 * MB), status('b', 'Waiting'))
    expect(pullState(layers).fraction).toBeCloseTo(0.4)
  })

  it('leaves out what was here before', () => {
    const layers = layersAfter(status('a', 'Already exists'), status('b', 'Downloading', 1 * MB, 2 * MB))
    expect(pullState(layers)).toEqual({ fraction: 0.4, note: '1.0 of 2.0 MB' })
  })

  it('is whole when every layer is, and shows unpacking as the last fifth', () => {
    const download = status('a', 'Downloading', 10 * MB, 10 * MB)
    expect(pullState(layersAfter(download, status('a', 'Extracting', 5, 10))).fraction).toBeCloseTo(0.9)
    expect(pullState(layersAfter(download, status('a', 'Pull complete'))).fraction).toBe(1)
  })

  it('takes a small layer, of which only the end is told, as downloaded', () => {
    expect(pullState(layersAfter(status('a', 'Pulling fs layer'), status('a', 'Download complete'), status('a', 'Pull complete'))).fraction).toBe(1)
  })

  it('is not moved by messages about no layer', () => {
    const layers = layersAfter(status('a', 'Downloading', 1, 2))
    expect(withMessage(layers, { status: 'Digest: sha256:abc' })).toBe(layers)
    expect(withMessage(layers, status('1', 'Pulling from library/x'))).toBe(layers)
  })

  it('says no bytes before there are any', () => {
    expect(pullState(layersAfter(status('a', 'Already exists'), status('b', 'Waiting')))).toEqual({ fraction: 0, note: undefined })
  })

  it('tells how many bytes came', () => {
    expect(downloadedBytes(layersAfter(status('a', 'Downloading', 3, 9), status('b', 'Downloading', 4, 9)))).toBe(7)
  })
})
