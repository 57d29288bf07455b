import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runSuite } from '../../../conformance/cel-suite.ts'
import { celDocument, isPassed, reliedOn } from '../../../conformance/cel-table.ts'
import { kubernetesExamples } from '../../../conformance/kubernetes-examples.ts'

describe('CEL as labs use it', () => {
  it('is as docs/cel.md tells it (node bin/run.mjs test/conformance/write-cel-table.ts writes it anew)', () => {
    expect(readFileSync(new URL('../../../../docs/cel.md', import.meta.url), 'utf8')).toBe(celDocument())
  })

  it('passes more than 99 % of the published suite in the parts that labs rely on', () => {
    const parts = runSuite().filter(({ name }) => name in reliedOn)
    const passed = parts.reduce((sum, part) => sum + part.passed, 0)
    expect(parts).toHaveLength(Object.keys(reliedOn).length)
    expect(passed / parts.reduce((sum, part) => sum + part.run, 0)).toBeGreaterThan(0.99)
  })

  it.each(kubernetesExamples.flatMap(({ examples }) => examples))("has what Kubernetes adds: %s", (expression) => {
    expect(isPassed(expression)).toBe(true)
  })
})
