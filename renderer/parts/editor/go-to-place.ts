import type { TextRange } from '#contract/manifest.ts'

let goTo: ((at: TextRange) => void) | undefined

/** Shows a place of the file in the editor and puts the cursor there; nothing happens while no editor is on the screen. */
export const goToPlace = (at: TextRange): void => goTo?.(at)

/** The editor on the screen says how. */
export function offerPlaces(going: (at: TextRange) => void): () => void {
  goTo = going
  return () => {
    if (goTo === going) goTo = undefined
  }
}
