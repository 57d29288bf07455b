import { create } from 'zustand'
import type { Locale } from '#contract/locale.ts'
import { saveFile, useFiles } from './files-store.ts'

/** The language that the editor's own menus speak, once it is loaded: they keep it until the page is loaded again. */
export const useEditorLanguage = create<{ readonly spoken: Locale | undefined }>(() => ({ spoken: undefined }))

/** Loads the page again, with everything that was typed written first. */
export async function loadAgain(): Promise<void> {
  await Promise.all(Object.keys(useFiles.getState().buffers).map(saveFile))
  location.reload()
}
