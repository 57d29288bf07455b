import { describe, expect, it } from 'vitest'
import { debianMirror } from '../../../engine/images/debian-root.ts'

const machineWith = (files: Readonly<Record<string, string>>) => (path: string) => files[path]
const deb822 = '/etc/apt/sources.list.d/debian.sources'
const oneLine = '/etc/apt/sources.list'

describe("the mirror of Debian's packages", () => {
  it.each([
    ['deb822', { [deb822]: 'Types: deb\n# kept\nURIs: http://mirror.example/debian\nSuites: bookworm\n' }, 'http://mirror.example/debian'],
    ['one line', { [oneLine]: '# deb cdrom:\ndeb [signed-by=/k.gpg] https://mirror.example/debian/ bookworm main\n' }, 'https://mirror.example/debian'],
    ['security and main', { [deb822]: 'URIs: http://a.example/debian-security\n\nURIs: http://b.example/debian\n' }, 'http://b.example/debian'],
    ['Ubuntu', { [oneLine]: 'deb http://archive.ubuntu.com/ubuntu noble main\n' }, 'http://deb.debian.org/debian'],
    ['nothing', {}, 'http://deb.debian.org/debian'],
  ])('is read from sources in the form: %s', (_form, files, mirror) => {
    expect(debianMirror(machineWith(files))).toBe(mirror)
  })
})
