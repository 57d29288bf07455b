import { createContext } from 'react'

/** What a lesson's buttons do, wherever in its text they stand. */
export interface LessonActions {
  readonly attempt: string
  /** Types a command into the learner's terminal, or into one on the node. */
  readonly run: (command: string, place: 'terminal' | 'node') => void
}

export const LessonContext = createContext<LessonActions>({ attempt: '', run: () => {} })
