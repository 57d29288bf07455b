import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'

const shelf = join(import.meta.dirname, '..', 'looks')
const isUpdating = process.env['KINDLAB_LOOKS'] === 'update'

/** Pictures are compared small: what letters look like in one version of a browser is lost, what moved, grew or changed its colour is not. */
const size = { width: 320, height: 200 }
/** Of 255, how far a small picture's colour may be from the one that is kept. */
const tolerance = 32
/** The share of a small picture's points that may be farther. */
const patience = 0.004

/**
 * Compares screens with how they looked when somebody last looked at them and said yes: test/looks holds those pictures, small.
 * `KINDLAB_LOOKS=update npm run test:page` keeps the present ones.
 */
export class Looks {
  private readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static async open(browser: Browser): Promise<Looks> {
    return new Looks(await browser.newPage())
  }

  /** What is to be said of a picture: nothing where it looks as it did. */
  async faultsOf(name: string, picture: Buffer): Promise<readonly string[]> {
    const file = join(shelf, `${name}.png`)
    if (isUpdating) {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, Buffer.from(await this.small(picture), 'base64'))
      return []
    }
    if (!existsSync(file)) return [`${name}: nobody has looked at it yet (KINDLAB_LOOKS=update keeps it)`]
    const share = await this.shareOfDifferent(picture, readFileSync(file))
    return share <= patience ? [] : [`${name}: ${(share * 100).toFixed(1)} % of it looks different`]
  }

  private small(picture: Buffer): Promise<string> {
    return this.page.evaluate(`(async () => {
      const blob = await (await (${drawn})('${picture.toString('base64')}')).canvas.convertToBlob({ type: 'image/png' })
      return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())))
    })()`)
  }

  private shareOfDifferent(picture: Buffer, kept: Buffer): Promise<number> {
    return this.page.evaluate(`(async () => {
      const points = async (data) => (await (${drawn})(data)).getImageData(0, 0, ${size.width}, ${size.height}).data
      const [now, then] = [await points('${picture.toString('base64')}'), await points('${kept.toString('base64')}')]
      let different = 0
      for (let at = 0; at < now.length; at += 4) if ([0, 1, 2].some((colour) => Math.abs(now[at + colour] - then[at + colour]) > ${tolerance})) different += 1
      return different / (now.length / 4)
    })()`)
  }
}

/** Runs in the page: a picture as a canvas of the small size. */
const drawn = `async (data) => {
  const image = new Image()
  image.src = 'data:image/png;base64,' + data
  await image.decode()
  const context = new OffscreenCanvas(${size.width}, ${size.height}).getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, ${size.width}, ${size.height})
  return context
}`
