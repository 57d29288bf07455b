import type { Fate } from '#contract/fate.ts'
import type { EngineOptions } from '../engine/engine.ts'

/** Something the engine may do only when a person agrees, such as installing Docker. */
export type Question = Parameters<NonNullable<EngineOptions['ask']>>[0]

/** What the main process tells the engine's; `connect` carries a MessagePort to serve. */
export type ToEngine =
  | { readonly kind: 'connect' }
  | { readonly kind: 'bring-up' }
  | { readonly kind: 'answer'; readonly id: number; readonly yes: boolean }
  | { readonly kind: 'end'; readonly fate: Fate }

export type FromEngine = { readonly kind: 'ask'; readonly id: number; readonly question: Question }
