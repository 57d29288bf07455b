import { describe, expect, it } from 'vitest'
import { aptSourceFrom, readAptSource, sourceStanza } from '../../../engine/runtime/apt-source.ts'

describe('the machine’s own Debian mirror', () => {
  it('is found in a deb822 file, past comments and the security archive', () => {
    const text = `Types: deb
URIs: http://security.example/debian-security
Suites: bookworm-security
Components: main
Signed-By: /keys/security.gpg

# a comment
Types: deb
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /keys/debian.gpg
`
    expect(aptSourceFrom(text)).toEqual({ uri: 'http://mirror.example/debian', keyring: '/keys/debian.gpg' })
  })

  it('is found in the one-line format, with and without a keyring', () => {
    expect(aptSourceFrom('# x\ndeb [arch=amd64 signed-by=/k.gpg] https://m.example/debian/ bookworm main\n')).toEqual({
      uri: 'https://m.example/debian/',
      keyring: '/k.gpg',
    })
    expect(aptSourceFrom('deb http://m.example/debian bookworm main')?.keyring).toBe('/usr/share/keyrings/debian-archive-keyring.gpg')
  })

  it('is not another project’s archive', () => {
    expect(aptSourceFrom('deb https://packages.example/apt stable main\ndeb http://m.example/debian-security bookworm-security main')).toBeUndefined()
  })

  it('is found among several files, and not where another project’s archive ends as Debian’s does', async () => {
    const texts = async () => ['deb https://download.example/linux/debian bookworm stable', '', 'URIs: http://b.example/debian\nComponents: main\n']
    expect((await readAptSource({}, texts)).uri).toBe('http://b.example/debian')
  })

  it('is the one that a person names', async () => {
    expect((await readAptSource({ KINDLAB_DEBIAN_MIRROR: 'http://named.example/debian' }, async () => [])).uri).toBe('http://named.example/debian')
  })

  it('is none on a machine of another kind, which is told what is missing', async () => {
    await expect(readAptSource({}, async () => ['deb http://archive.example/ubuntu noble main'])).rejects.toMatchObject({ problem: { code: 'no-debian-archive' } })
  })

  it('is written again for another suite', () => {
    expect(sourceStanza({ uri: 'http://m/debian', keyring: '/k.gpg' }, 'trixie')).toBe(
      'Types: deb\nURIs: http://m/debian\nSuites: trixie\nComponents: main\nSigned-By: /k.gpg\n',
    )
  })
})
