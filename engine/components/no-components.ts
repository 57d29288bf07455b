import { ProblemError } from '#contract/problem.ts'
import type { Components } from './components.ts'

const refused = (): Promise<never> => Promise.reject(new ProblemError({ code: 'component-elsewhere', params: {} }))

/** On a cluster that somebody lends us, what runs beside Kubernetes is theirs. */
export const noComponents: Components = { list: () => Promise.resolve([]), add: refused, remove: refused }
