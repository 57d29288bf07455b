import type { ButtonHTMLAttributes } from 'react'
import './chrome.css'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: 'first' | 'plain' | 'quiet'
}

/** The one button: `first` for what a person most likely wants, `quiet` for what is there when looked for. */
export function Button({ kind = 'plain', ...rest }: ButtonProps) {
  return <button type="button" {...rest} className="button" data-kind={kind} />
}
