import { useEffect, useState } from 'react'

/** The present, told again and again so that ages grow while they are read. */
export function useNow(every = 5_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
