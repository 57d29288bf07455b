import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Tells the gate what a run counted, and prints why each skipped test was skipped: a skip nobody sees is a defect. */
export default class GateReporter implements Reporter {
  private readonly counts = { passed: 0, failed: 0, skipped: 0 }

  onTestCaseResult(test: TestCase): void {
    const result = test.result()
    if (result.state === 'passed') this.counts.passed += 1
    if (result.state === 'failed') this.counts.failed += 1
    if (result.state !== 'skipped') return
    this.counts.skipped += 1
    console.log(`skipped: ${test.fullName}: ${result.note ?? 'no reason given'}`)
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    // A file that does not load has no test to fail, and an error outside every test belongs to none.
    const broken = modules.filter((module) => module.state() === 'failed' && module.errors().length > 0).length
    this.counts.failed += broken + errors.length
    const file = process.env['KINDLAB_COUNTS']
    if (file !== undefined) writeFileSync(file, JSON.stringify(this.counts))
  }
}
