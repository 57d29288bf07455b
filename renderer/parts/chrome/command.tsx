import { useState } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import './chrome.css'

/** A command to copy. */
export function Command({ command }: { readonly command: string }) {
  const { cluster: texts } = useTexts()
  const [isCopied, setCopied] = useState(false)
  const copy = (): void => {
    void navigator.clipboard.writeText(command).then(() => setCopied(true))
  }
  return (
    <div className="command">
      <code>{command}</code>
      <button type="button" className="copy" onClick={copy} onBlur={() => setCopied(false)}>
        {isCopied ? texts.copied : texts.copy}
      </button>
    </div>
  )
}
