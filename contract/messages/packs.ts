import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const packsProblems = {} as const satisfies Record<string, ProblemText>

export const packsSteps = {} as const satisfies Record<string, Text>
