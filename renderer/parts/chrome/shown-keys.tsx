import { Fragment } from 'react'
import { isMac } from '../../actions/keyboard.ts'
import { shownKeys } from '../../actions/keys.ts'
import './chrome.css'

/** A press of keys, each as it is written on this person's keyboard. */
export function ShownKeys({ keys }: { readonly keys: string }) {
  return (
    <span className="keys">
      {shownKeys(keys, isMac).map((key, index) => (
        <Fragment key={key}>
          {/* Read aloud and copied, the keys stand apart. */}
          {index > 0 && <span className="visually-hidden"> + </span>}
          <kbd>{key}</kbd>
        </Fragment>
      ))}
    </span>
  )
}
