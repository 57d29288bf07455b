import { KindlabProcess } from '../app/kindlab-process.ts'
import { figure, median } from './figure.ts'
import { measureJudging } from './judge-speed.ts'
import type { Part } from './part.ts'
import { millisecondsOf, repeat } from './stopwatch.ts'

export const judging: Part = {
  name: 'judging',
  needs: 'nothing',
  measure: async ({ times }) => {
    const [recorded, ...others] = await measureJudging(times(10) / 4)
    if (recorded === undefined) throw new Error('nothing was judged')
    return [figure({ name: recorded.name, value: recorded.checks, unit: 'checks/s', target: { atLeast: 20_000 } }), ...others.map(({ name, checks }) => figure({ name, value: checks, unit: 'checks/s' }))]
  },
}

export const program: Part = {
  name: 'program',
  needs: 'cluster',
  measure: async ({ times, say }) => {
    say('  kindlab start')
    // The first start bundles the page where its sources changed; what is counted comes after it.
    await firstAnswer()
    const starts = (await repeat(times(5), firstAnswer)).map((one) => one / 1_000)
    return [figure({ name: 'kindlab start to its first HTTP answer', value: median(starts), unit: 's', target: { atMost: 10 }, of: starts })]
  },
}

async function firstAnswer(): Promise<number> {
  let kindlab: KindlabProcess | undefined
  const time = await millisecondsOf(async () => {
    kindlab = new KindlabProcess(['start', '--no-open', '--on-exit', 'keep'])
    const [address] = await kindlab.waitFor(/http:\/\/127\.0\.0\.1:\d+\/\S+/)
    await fetch(address, { redirect: 'manual' })
  })
  await kindlab?.interrupt()
  return time
}
