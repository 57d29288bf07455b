/** Milliseconds on a clock that all threads and processes of this machine share. */
export const now = (): number => Number(process.hrtime.bigint()) / 1e6

export async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = now()
  await work()
  return now() - from
}

/** Does something so many times, one after the other. */
export async function repeat<Result>(times: number, work: (round: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let round = 0; round < times; round += 1) results.push(await work(round))
  return results
}
