import { createContext } from 'react'

/** What a lesson's buttons do, wherever in its text they stand. */
export interface LessonActions {
  readonly attempt: string
  /** Types a command into the learner's terminal. */
  readonly run: (command: string) => void
}

export const LessonContext = createContext<LessonActions>({ attempt: '', run: () => {} })
