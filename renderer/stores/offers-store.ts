import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import type { ActionId } from '#contract/actions.ts'

/** Actions that a part on the screen does, for as long as it is there and can. */
export const useOffers = create<{ readonly offers: Partial<Readonly<Record<ActionId, () => void>>> }>(() => ({ offers: {} }))

/** A part of the screen offers to do an action; `undefined` while it cannot. */
export function useOffer(id: ActionId, run: (() => void) | undefined): void {
  const latest = useRef(run)
  latest.current = run
  const canRun = run !== undefined
  useEffect(() => {
    if (!canRun) return
    const offer = (): void => latest.current?.()
    useOffers.setState(({ offers }) => ({ offers: { ...offers, [id]: offer } }))
    return () => useOffers.setState(({ offers }) => (offers[id] === offer ? { offers: { ...offers, [id]: undefined } } : { offers }))
  }, [id, canRun])
}
