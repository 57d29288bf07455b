/** Whether an image always names the same thing: a digest, or a tag that is not `latest`. What a variable fills is checked by its author. */
export function isPinned(image: string): boolean {
  if (image.includes('${') || image.includes('@sha256:')) return true
  const tag = /:([^/:]+)$/.exec(image)?.[1]
  return tag !== undefined && tag !== 'latest'
}

export interface WrittenImage {
  readonly image: string
  readonly offset: number
}

// No pattern may look at the same blanks twice: a pack may hold a hundred thousand of them.
const images = [/--image[= ]["']?([^\s"'`]+)/g, /^[ \t]{0,200}(?:- )?image:[ \t]{0,20}["']?([^\s"'#]+)/gm]

/** The images that a script, a lesson or a manifest names: `--image=…` and `image: …`. */
export function imagesIn(text: string): WrittenImage[] {
  return images.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({ image: match[1] ?? '', offset: match.index + match[0].length - (match[1]?.length ?? 0) })))
}
