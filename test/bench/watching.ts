import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runProgram } from '../../engine/programs/run-program.ts'
import { root } from '../gate/run-command.ts'
import { crowdOf } from './crowd.ts'
import { type Figure, figure, median } from './figure.ts'
import { withKubectl, type Kubectl } from './kubectl.ts'
import type { Part } from './part.ts'
import { millisecondsOf, repeat } from './stopwatch.ts'
import type { Watched } from './watch-child.ts'

const pods = 5_000

/** A crowd of Pods, looked at by the watch and by `kubectl get pods -A`, in turns. */
export const watching: Part = {
  name: 'watching',
  needs: 'cluster',
  measure: async ({ times, say }, site) => {
    const count = times(pods)
    say(`  ${count} Pods on a node that is but an object`)
    await using _crowd = await crowdOf(count, site.kube)
    say('  in turns with kubectl get pods -A')
    const { seen, listed } = await withKubectl(site, (kubectl) => inTurns(kubectl, times(5)))
    return figuresOf(seen, listed)
  },
}

interface Looks {
  readonly seen: readonly Watched[]
  readonly listed: readonly number[]
}

async function inTurns(kubectl: Kubectl, times: number): Promise<Looks> {
  const looks = await repeat(times, async () => ({ seen: await watchedInAProcess(), listed: await millisecondsOf(() => listPods(kubectl)) }))
  return { seen: looks.map((one) => one.seen), listed: looks.map((one) => one.listed) }
}

const listPods = ({ program, kubeconfig }: Kubectl): Promise<unknown> => promisify(execFile)(program, ['get', 'pods', '-A', '--kubeconfig', kubeconfig], { maxBuffer: 64 * 1024 * 1024 })

/** In a process of its own, so that its memory is its own. */
async function watchedInAProcess(): Promise<Watched> {
  const printed = await runProgram(process.execPath, [join(root, 'bin', 'run.mjs'), 'test/bench/watch-child.ts'])
  return JSON.parse(printed) as Watched // printed by watch-child.ts
}

function figuresOf(seen: readonly Watched[], listed: readonly number[]): Figure[] {
  const [{ objects } = { objects: 0 }] = seen
  const [ours, theirs] = [median(seen.map(({ synced }) => synced)), median(listed)]
  const memory = seen.map(({ heap }) => heap / 1e6 / (objects / 1_000))
  return [
    figure({ name: `watch of ${objects} Pods until synced ÷ kubectl get pods -A`, value: ours / theirs, unit: '', target: { atMost: 1 }, peer: { name: 'kubectl, ms', value: theirs }, of: seen.map(({ synced }) => synced) }),
    figure({ name: 'memory of 1,000 watched Pods', value: median(memory), unit: 'MB', target: { atMost: 10 }, of: memory }),
  ]
}
