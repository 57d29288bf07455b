import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const clusterProblems = {} as const satisfies Record<string, ProblemText>

export const clusterSteps = {} as const satisfies Record<string, Text>
