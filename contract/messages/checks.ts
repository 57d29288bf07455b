import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const checksProblems = {} as const satisfies Record<string, ProblemText>

export const checksSteps = {} as const satisfies Record<string, Text>
