import { describe, expect, it } from 'vitest'
import { readStartWords } from '../../electron/start-words.ts'

describe('the words that start the app', () => {
  it('make nothing unless they say so', () => {
    expect(readStartWords(['electron', 'main.cjs'])).toEqual({ bringUp: false, fate: undefined, link: undefined })
  })

  it('bring the cluster up, choose its fate, and lead to a lab', () => {
    expect(readStartWords(['electron', 'main.cjs', '--bring-up', '--on-exit=keep', 'kindlab://lab/a/b'])).toEqual({ bringUp: true, fate: 'keep', link: { pack: 'a', lab: 'b' } })
  })

  it('leave a fate that there is not to the settings', () => {
    expect(readStartWords(['--on-exit=burn']).fate).toBeUndefined()
  })
})
