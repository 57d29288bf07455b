import { describe, expect, it } from 'vitest'
import { isSignedBy, readKey, readSignature } from '../../../../engine/packs/travel/minisign.ts'

// Made by minisign 0.11 itself.
const key = 'untrusted comment: minisign public key 1BC4D44F7F29C68C\nRWSMxil/T9TEG7WK48gT1ZmWXUmPBEflQAbbXvkQD6jNMNSyiPBgN9My\n'
const another = 'RWQsAMAKWhZigTWQRXqG145tNEw1pEhCSGIC7LU8q+qSyIVCvzu5aD5X'
const file = Buffer.from('hello, pack\n')
const signatures = {
  'of the file': 'untrusted comment: signature from minisign secret key\nRWSMxil/T9TEG0BpwaLs7UJgxa+aUdebJXNKtq/1jP3QcqWEdqvn2g9dEux6t+LFXGy5YJwYi0jUgKxg9U8hBcUvp/5v2zQaoQg=\ntrusted comment: small 1.0.0 by Somebody\n4rV6jVtqCCfVoytDhbT8P7GQBpsiYJaiiW5ZiB9tFG+5jNbS+HtaX+3DvbZXhuDDKiEw/clZJ5PiWPhPznQhBg==\n',
  'of its digest': 'untrusted comment: signature from minisign secret key\nRUSMxil/T9TEG14tYqUQPHntk5w54aIcf4ZTt+aB4k/COLsVIFbUZuSwOtcckb6Nln9EeSowe4wY626Kjf74ICrAm19h0QBMQgA=\ntrusted comment: small 1.0.0 by Somebody\nkasRJtpCQE2VskVSFnmnRMACBOgKwA+ObT252qfElpl5hYTV07YlI6dkbJ7gPe8fN7yGs3f+coYMR75iBymVAg==\n',
}

const holds = (keyText: string, signatureText: string, bytes: Buffer = file): boolean => {
  const [signer, signature] = [readKey(keyText), readSignature(signatureText)]
  return signer !== undefined && signature !== undefined && isSignedBy(signer, signature, bytes)
}

describe.each(Object.entries(signatures))('a signature of minisign’s %s', (_, signature) => {
  it('holds for the key, the file and the comment that it was made with', () => {
    expect(holds(key, signature)).toBe(true)
    expect(readSignature(signature)).toMatchObject({ keyId: '1BC4D44F7F29C68C', comment: 'small 1.0.0 by Somebody' })
  })

  it('does not hold for another key, file or comment', () => {
    expect(holds(another, signature)).toBe(false)
    expect(holds(key, signature, Buffer.from('hello, pick\n'))).toBe(false)
    expect(holds(key, signature.replace('1.0.0', '2.0.0'))).toBe(false)
  })

  it('does not hold with any one bit of it changed', () => {
    const [first = '', line = '', ...rest] = signature.split('\n')
    const bytes = Buffer.from(line, 'base64')
    const changed = [...bytes.keys()].map((index) => {
      const copy = Buffer.from(bytes)
      copy[index] = (copy[index] ?? 0) ^ 1
      return [first, copy.toString('base64'), ...rest].join('\n')
    })
    expect(changed.filter((one) => holds(key, one))).toEqual([])
  })

  it('is not read from anything else', () => {
    const others = ['', 'signed', signature.slice(0, -20), `${signature}more\n`, signature.replace('trusted comment: small', 'comment: small'), signature.replaceAll('=', '')]
    expect(others.map(readSignature)).toEqual(others.map(() => undefined))
  })
})

describe('a public key', () => {
  it('is read as one line or as the file that minisign writes', () => {
    const { text, id } = readKey(key) ?? {}
    expect([text, id]).toEqual(['RWSMxil/T9TEG7WK48gT1ZmWXUmPBEflQAbbXvkQD6jNMNSyiPBgN9My', '1BC4D44F7F29C68C'])
    expect(readKey(text ?? '')).toEqual(readKey(key))
  })

  it.each(['', 'RW', `${another}A`, 'ssh-ed25519 AAAA', 'untrusted comment: x'])('is not “%s”', (text) => {
    expect(readKey(text)).toBeUndefined()
  })
})
