import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const watchProblems = {} as const satisfies Record<string, ProblemText>

export const watchSteps = {} as const satisfies Record<string, Text>
