import { describe, expect, it } from 'vitest'
import { readStartWords } from '../../electron/start-words.ts'

describe('the words that start the app', () => {
  it('make nothing unless they say so', () => {
    expect(readStartWords(['electron', 'main.cjs'])).toEqual({ bringUp: false, fate: undefined, link: undefined })
  })

  it('bring the cluster up and choose its fate', () => {
    expect(readStartWords(['electron', 'main.cjs', '--bring-up', '--on-exit=keep'])).toEqual({ bringUp: true, fate: 'keep', link: undefined })
  })

  it('do no more than show the lab where a link is among them, whatever came with it', () => {
    expect(readStartWords(['electron', 'main.cjs', '--bring-up', '--on-exit=down', 'kindlab://labs/a/b', '--on-exit=down'])).toEqual({ bringUp: false, fate: undefined, link: { pack: 'a', lab: 'b' } })
  })

  it('leave a fate that there is not to the settings', () => {
    expect(readStartWords(['--on-exit=burn']).fate).toBeUndefined()
  })
})
