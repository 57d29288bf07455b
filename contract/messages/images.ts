import type { Text } from '../locale.ts'
import type { ProblemText } from './text-kinds.ts'

export const imagesProblems = {} as const satisfies Record<string, ProblemText>

export const imagesSteps = {} as const satisfies Record<string, Text>
