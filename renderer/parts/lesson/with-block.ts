/** A file's text with a lesson's block at its end; a whole manifest becomes a document of its own. */
export function withBlock(text: string, block: string): string {
  const before = text.trimEnd()
  if (before === '') return `${block}\n`
  const isManifest = /^(apiVersion|kind):/m.test(block)
  return `${before}\n${isManifest && !before.endsWith('---') ? '---\n' : ''}${block}\n`
}
