import { createInterface } from 'node:readline/promises'

/** Whether somebody is there to be asked. */
export const isSomebodyThere = (): boolean => process.stdin.isTTY && process.stderr.isTTY

/** What a person answers, beside what is printed for programs. */
export async function ask(question: string, signal?: AbortSignal): Promise<string> {
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await (signal === undefined ? asking.question(question) : asking.question(question, { signal }))
  } finally {
    asking.close()
  }
}

/** Everything but a yes is a no. */
export async function askYes(question: string, signal: AbortSignal): Promise<boolean> {
  return /^\s*(y|yes|ㅛ|예|네)\s*$/i.test(await ask(question, signal))
}
