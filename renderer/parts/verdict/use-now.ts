import { useEffect, useState } from 'react'

/** The present, every so many milliseconds while it is on the screen. */
export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
