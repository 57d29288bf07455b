import type { Lab, Step } from '#contract/lab.ts'
import { millisecondsOf } from '#contract/lab-parts.ts'

/** The steps in an order in which they can be done. */
export function stepsInOrder(lab: Lab): readonly Step[] {
  const done = new Set<string>()
  const order: Step[] = []
  while (order.length < lab.steps.length) {
    const next = lab.steps.find(({ id, after }) => !done.has(id) && after.every((one) => done.has(one)))
    if (next === undefined) throw new Error(`the steps of ${lab.id} wait for each other; loading should have refused it`)
    done.add(next.id)
    order.push(next)
  }
  return order
}

/** The steps that must be done before one opens, in order. */
export function stepsBefore(lab: Lab, step: string): readonly Step[] {
  const needed = new Set<string>()
  const collect = (id: string): void => {
    for (const before of lab.steps.find((one) => one.id === id)?.after ?? []) {
      needed.add(before)
      collect(before)
    }
  }
  collect(step)
  return stepsInOrder(lab).filter(({ id }) => needed.has(id))
}

export const settleBudget = (lab: Lab): number => millisecondsOf(lab.budget.settle)
