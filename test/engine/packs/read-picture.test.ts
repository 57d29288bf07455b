import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packLimits } from '../../../engine/packs/pack-limits.ts'
import { readPicture } from '../../../engine/packs/read-picture.ts'
import { aLoadedLab } from '../../builders/labs.ts'

const folder = await mkdtemp(join(tmpdir(), 'kindlab-pictures-'))
const [small, large] = [join(folder, '0'), join(folder, '1')]
await writeFile(small, '<svg/>')
await writeFile(large, Buffer.alloc(packLimits.pictureBytes + 1))
const lab = { ...aLoadedLab(), pictures: { '../assets/a.svg': small, '../assets/b.png': large } }

describe('a picture of a lesson', () => {
  it('comes whole, with its type', async () => {
    expect(await readPicture(lab, '../assets/a.svg')).toEqual({ type: 'image/svg+xml', data: Buffer.from('<svg/>').toString('base64') })
  })

  it.each(['../assets/b.png', '../../../etc/passwd', '/etc/passwd', 'toString', '__proto__'])('is refused where the lesson does not name it or it has grown: %s', async (source) => {
    await expect(readPicture(lab, source)).rejects.toMatchObject({ problem: { code: 'picture-missing' } })
  })
})
