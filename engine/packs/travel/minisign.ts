import { createPublicKey, verify } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'

/** A public key of minisign (https://jedisct1.github.io/minisign/): Ed25519 under a number that signatures name. */
export interface SignerKey {
  /** `RW…`, as minisign prints it. */
  readonly text: string
  /** As minisign prints it: sixteen hexadecimal digits. */
  readonly id: string
  readonly key: Buffer
}

export interface FileSignature {
  readonly keyId: string
  /** Made of the file's BLAKE2b digest rather than of the file. */
  readonly isPrehashed: boolean
  readonly signature: Buffer
  /** What the signer says, itself signed. */
  readonly comment: string
  readonly commentSignature: Buffer
}

const comment = (line: string | undefined, mark: string): string | undefined => (line?.startsWith(mark) ? line.slice(mark.length) : undefined)
const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split(/\r?\n/)

/** A key as one line or as the file that minisign writes; undefined where it is neither. */
export function readKey(text: string): SignerKey | undefined {
  const [first = '', second] = linesOf(text.trim())
  const line = comment(first, 'untrusted comment: ') === undefined ? first : (second ?? '')
  const bytes = bytesFrom(line, 42)
  if (bytes === undefined || bytes.toString('latin1', 0, 2) !== 'Ed') return undefined
  return { text: line, id: idOf(bytes), key: bytes.subarray(10) }
}

export function readSignature(text: string): FileSignature | undefined {
  const [first, second = '', third, fourth = '', ...more] = linesOf(text)
  const [bytes, commentSignature] = [bytesFrom(second, 74), bytesFrom(fourth, 64)]
  const said = comment(third, 'trusted comment: ')
  if (comment(first, 'untrusted comment: ') === undefined || said === undefined || more.length > 0) return undefined
  const algorithm = bytes?.toString('latin1', 0, 2)
  if (bytes === undefined || commentSignature === undefined || (algorithm !== 'Ed' && algorithm !== 'ED')) return undefined
  return { keyId: idOf(bytes), isPrehashed: algorithm === 'ED', signature: bytes.subarray(10), comment: said, commentSignature }
}

/** Whether this key signed exactly these bytes, and the comment with them. */
export function isSignedBy({ id, key }: SignerKey, signature: FileSignature, bytes: Uint8Array): boolean {
  if (id !== signature.keyId) return false
  // Not by Node's own hash: Electron's OpenSSL is another and need not have it.
  const signed = signature.isPrehashed ? blake2b(bytes, { dkLen: 64 }) : bytes
  const global = Buffer.concat([signature.signature, Buffer.from(signature.comment)])
  return isEd25519(key, signed, signature.signature) && isEd25519(key, global, signature.commentSignature)
}

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410). */
const derPrefix = Buffer.from('302a300506032b6570032100', 'hex')

function isEd25519(key: Buffer, bytes: Uint8Array, signature: Buffer): boolean {
  return verify(null, bytes, createPublicKey({ key: Buffer.concat([derPrefix, key]), format: 'der', type: 'spki' }), signature)
}

/** minisign prints the eight bytes as one number, the last byte first. */
const idOf = (bytes: Buffer): string => Buffer.from(bytes.subarray(2, 10)).reverse().toString('hex').toUpperCase()

function bytesFrom(text: string, length: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === length && bytes.toString('base64') === text ? bytes : undefined
}
