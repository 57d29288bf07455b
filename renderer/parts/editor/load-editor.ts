import { useEditorLanguage } from '../../stores/editor-language-store.ts'
import { useSettings } from '../../stores/settings-store.ts'

let speaking: Promise<void> | undefined

/** Loads a part that Monaco is in: Monaco reads its texts while it loads, so they come first. */
export async function loadEditor<Part>(load: () => Promise<Part>): Promise<Part> {
  speaking ??= bringTexts()
  await speaking
  return load()
}

async function bringTexts(): Promise<void> {
  const { locale } = useSettings.getState()
  if (locale === 'ko') await import('monaco-editor/esm/nls.messages.ko.js')
  useEditorLanguage.setState({ spoken: locale })
}
