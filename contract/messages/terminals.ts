import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const terminalsProblems = {} as const satisfies Record<string, ProblemText>

export const terminalsSteps = {} as const satisfies Record<string, Text>
