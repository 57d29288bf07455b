/** One of a pack's sentences, its `code` drawn as such; nothing else is marked up in it. */
export function InlineText({ text }: { readonly text: string }) {
  const parts = text.split(/`([^`]+)`/)
  // Its place is all that tells one part of a sentence from another.
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))}</>
}
