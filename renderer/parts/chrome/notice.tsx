import { useNotice } from '../../stores/notice-store.ts'
import './overlays.css'

/** A word about what was just done; screen readers say it, nobody has to close it. */
export function Notice() {
  const text = useNotice((state) => state.text)
  return (
    <p className="notice" role="status" data-shown={text !== ''}>
      {text}
    </p>
  )
}
