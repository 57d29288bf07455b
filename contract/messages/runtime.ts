import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const runtimeProblems = {} as const satisfies Record<string, ProblemText>

export const runtimeSteps = {} as const satisfies Record<string, Text>
