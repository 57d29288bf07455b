import { describe, expect, it } from 'vitest'
import { placeWindow } from '../../electron/place-window.ts'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const beside = { x: 1440, y: 0, width: 1920, height: 1080 }
const saved = { x: 1500, y: 100, width: 1000, height: 700 }

describe('the window opens', () => {
  it('where it was', () => {
    expect(placeWindow(saved, [laptop, beside])).toEqual(saved)
  })

  it('in its usual size when the display it was on is gone', () => {
    expect(placeWindow(saved, [laptop])).toEqual({ width: 1280, height: 800 })
  })

  it('in its usual size when its title bar would be out of reach', () => {
    expect(placeWindow({ ...saved, x: 100, y: -30 }, [laptop])).toEqual({ width: 1280, height: 800 })
  })

  it('no larger than the display the first time', () => {
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 })
  })

  it('no smaller than it can be read', () => {
    expect(placeWindow({ ...saved, width: 200, height: 10 }, [beside])).toMatchObject({ width: 720, height: 480 })
  })
})
