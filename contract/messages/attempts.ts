import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const attemptsProblems = {} as const satisfies Record<string, ProblemText>

export const attemptsSteps = {} as const satisfies Record<string, Text>
