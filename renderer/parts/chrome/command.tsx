import { CopyButton } from './copy-button.tsx'
import './chrome.css'

/** A command to copy. */
export function Command({ command }: { readonly command: string }) {
  return (
    <div className="command">
      <code>{command}</code>
      <CopyButton text={command} />
    </div>
  )
}
