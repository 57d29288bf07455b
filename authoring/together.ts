/** The results of all, or the first failure, once every one of them has ended: nobody is left working or clearing up. */
export async function together<const Works extends readonly Promise<unknown>[]>(works: Works): Promise<{ -readonly [Index in keyof Works]: Awaited<Works[Index]> }> {
  await Promise.allSettled(works)
  return Promise.all(works)
}
