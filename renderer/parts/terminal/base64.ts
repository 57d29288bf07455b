/** Terminal bytes travel as base64: the transport would carry a byte array as an object. */
export const bytesFrom = (base64: string): Uint8Array => (typeof fromBase64 === 'function' ? fromBase64.call(Uint8Array, base64) : slowBytesFrom(base64))

/** Since Chromium 140; TypeScript’s lib does not know it yet. */
const { fromBase64 } = Uint8Array as { readonly fromBase64?: (base64: string) => Uint8Array }

function slowBytesFrom(base64: string): Uint8Array {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index)
  return bytes
}

export function base64From(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
