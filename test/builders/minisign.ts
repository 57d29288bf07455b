import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A person with a key, who signs as minisign does. */
export interface Signer {
  readonly publicKey: string
  /** Writes the signature of a pack's list beside it, and the key with it where it is to come along. */
  sign(folder: string, options?: { readonly sendsKey?: boolean; readonly comment?: string }): Promise<void>
}

export function aSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const id = randomBytes(8)
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const line = Buffer.concat([Buffer.from('Ed'), id, raw]).toString('base64')
  return {
    publicKey: line,
    async sign(folder, { sendsKey = true, comment = 'small by Somebody' } = {}) {
      const digest = createHash('blake2b512').update(await readFile(join(folder, 'pack.lock'))).digest()
      const signature = sign(null, digest, privateKey)
      const global = sign(null, Buffer.concat([signature, Buffer.from(comment)]), privateKey)
      const text = ['untrusted comment: a signature', Buffer.concat([Buffer.from('ED'), id, signature]).toString('base64'), `trusted comment: ${comment}`, global.toString('base64'), '']
      await writeFile(join(folder, 'pack.lock.minisig'), text.join('\n'))
      if (sendsKey) await writeFile(join(folder, 'minisign.pub'), `untrusted comment: a key\n${line}\n`)
    },
  }
}
