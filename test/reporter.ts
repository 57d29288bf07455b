import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

interface Told {
  readonly message: string
}

/** Tells the gate what a run counted, and prints why each skipped test was skipped: a skip nobody sees is a defect. */
export default class GateReporter implements Reporter {
  private readonly counts = { passed: 0, failed: 0, skipped: 0 }
  private readonly failures: string[] = []
  /** What passed only when it was tried again: it does not fail the gate, and is named all the same. */
  private readonly flaky: string[] = []

  onTestCaseResult(test: TestCase): void {
    const result = test.result()
    if (result.state === 'passed') this.counts.passed += 1
    if (result.state === 'failed') this.fail(`${nameOf(test)}: ${firstLineOf(result.errors[0])}`)
    if (test.diagnostic()?.flaky) this.flaky.push(`${nameOf(test)}: ${firstLineOf(result.errors?.[0])}`)
    if (result.state !== 'skipped') return
    this.counts.skipped += 1
    console.log(`skipped: ${test.fullName}: ${result.note ?? 'no reason given'}`)
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    // A file that does not load has no test to fail, and an error outside every test belongs to none.
    for (const module of modules.filter((one) => one.state() === 'failed')) {
      if (module.errors().length > 0) this.fail(`${module.relativeModuleId}: ${firstLineOf(module.errors()[0])}`)
    }
    for (const error of errors) this.fail(firstLineOf(error as Told))
    const file = process.env['KINDLAB_COUNTS']
    if (file !== undefined) writeFileSync(file, JSON.stringify({ ...this.counts, failures: this.failures, flaky: this.flaky }))
  }

  private fail(what: string): void {
    this.counts.failed += 1
    this.failures.push(what)
  }
}

const nameOf = (test: TestCase): string => `${test.module.relativeModuleId} › ${test.fullName}`

const firstLineOf = (error: Told | undefined): string => error?.message.split('\n')[0] ?? 'no error given'
