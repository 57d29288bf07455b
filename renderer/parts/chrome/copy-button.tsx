import { useState } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import './chrome.css'

/** Puts a text on the clipboard and says so until it loses the focus. */
export function CopyButton({ text }: { readonly text: string }) {
  const { cluster: texts } = useTexts()
  const [isCopied, setCopied] = useState(false)
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true))
  }
  return (
    <button type="button" className="copy" onClick={copy} onBlur={() => setCopied(false)}>
      {isCopied ? texts.copied : texts.copy}
    </button>
  )
}
