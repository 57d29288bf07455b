import { useEffect, useState } from 'react'
import { useConnection } from '../../stores/connection-store.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** A loss shorter than this is not worth a word: a reload or a restart of the engine is over by then. */
const patience = 800

export function ConnectionLost() {
  const isLost = useConnection((connection) => connection.kind === 'lost')
  const { connection } = useTexts()
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(isLost), isLost ? patience : 0)
    return () => clearTimeout(timer)
  }, [isLost])
  return isShown ? (
    <p className="connection-lost" role="alert">
      {connection.lost}
    </p>
  ) : null
}
