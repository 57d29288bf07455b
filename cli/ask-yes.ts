import { createInterface } from 'node:readline/promises'

/** Whether somebody is there to be asked. */
export const isSomebodyThere = (): boolean => process.stdin.isTTY && process.stderr.isTTY

/** Asks a person; everything but a yes is a no. */
export async function askYes(question: string, signal: AbortSignal): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^\s*(y|yes|ㅛ|예|네)\s*$/i.test(await asking.question(question, { signal }))
  } finally {
    asking.close()
  }
}
