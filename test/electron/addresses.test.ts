import { describe, expect, it } from 'vitest'
import { externalAddress, isOwnFile, isOwnPage, pageAddress } from '../../electron/addresses.ts'

describe('the page', () => {
  it('is itself at every place in it', () => {
    expect([pageAddress, `${pageAddress}#/lab/first-pod-1`].map(isOwnPage)).toEqual([true, true])
  })

  it.each(['https://kindlab/index.html', 'app://kindlab.evil/index.html', 'app://evil/index.html', 'app://kindlab/other.html', 'app://kindlab/index.html?x', 'file:///index.html', 'kindlab', ''])('is not %j', (address) => {
    expect(isOwnPage(address)).toBe(false)
  })

  it('has files of its own origin only', () => {
    expect(['app://kindlab/assets/a.js', 'app://other/a.js', 'http://kindlab/a.js'].map(isOwnFile)).toEqual([true, false, false])
  })
})

describe('an address for the system’s browser', () => {
  it('is one of the web over TLS', () => {
    expect(externalAddress('https://kubernetes.io/docs/#pods')).toBe('https://kubernetes.io/docs/#pods')
  })

  it.each(['http://kubernetes.io/', 'file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', 'ms-msdt:/id', 'kindlab://labs/a/b', 'https://user:secret@host/', 'https://', 'nonsense'])('is not %j', (address) => {
    expect(externalAddress(address)).toBeUndefined()
  })
})
