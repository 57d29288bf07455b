import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { protectionMutants, type ProtectionMutant } from './protection-mutants.ts'

// Takes each protection of the window away, one at a time, and sees its test fail: `node test/electron/window/prove-protections.ts [part of a name]`.

const root = join(import.meta.dirname, '..', '..', '..')
const vitest = join(root, 'node_modules', '.bin', 'vitest')

function run(test: string, mutant?: string): { readonly isGreen: boolean; readonly output: string } {
  const pattern = test.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
  const { status, stdout, stderr } = spawnSync(vitest, ['run', '--project', 'electron', 'test/electron/protections.window.test.ts', '-t', pattern], {
    cwd: root,
    encoding: 'utf8',
    // No cluster is asked for: what these tests look at is the window.
    env: { ...process.env, KINDLAB_TEST_KUBECONFIG: '-', ...(mutant === undefined ? {} : { KINDLAB_TEST_MUTANT: mutant }) },
  })
  return { isGreen: status === 0, output: stdout + stderr }
}

/** Red for its own reason: the test itself failed, not what it needs before. */
const hasFailedItself = (output: string, { test }: ProtectionMutant): boolean => output.split('\n').some((line) => line.includes('×') && line.includes(test))

const [, , part = ''] = process.argv
const chosen = protectionMutants.filter(({ name }) => name.includes(part))
let alive = 0
for (const mutant of chosen) {
  const { isGreen, output } = run(mutant.test, mutant.name)
  const isCaught = !isGreen && hasFailedItself(output, mutant)
  if (!isCaught) alive += 1
  console.log(`${isCaught ? 'caught' : isGreen ? 'LIVES ' : 'BROKEN'}  ${mutant.points.join(', ').padEnd(8)} ${mutant.name}: “${mutant.test}…”`)
  if (!isCaught && !isGreen) console.log(output.split('\n').slice(-40).join('\n'))
}
const whole = run(part === '' ? '' : 'has its own address')
console.log(`${chosen.length - alive} of ${chosen.length} caught; untouched, all tests are ${whole.isGreen ? 'green' : 'RED'}`)
process.exitCode = alive === 0 && whole.isGreen ? 0 : 1
