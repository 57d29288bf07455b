import type { EngineClient } from '../rpc.ts'

/** Answers what it was given to say, and leaves everything else open, as an engine that takes its time. */
export function engineThatAnswers(answers: Readonly<Record<string, unknown>>): EngineClient {
  const call = (name: string) => (input: unknown): Promise<unknown> => {
    const answer = answers[name]
    if (answer === undefined) return new Promise(() => {})
    return Promise.resolve(typeof answer === 'function' ? (answer as (asked: unknown) => unknown)(input) : answer)
  }
  const room = (name: string): unknown => new Proxy({}, { get: (_, procedure) => call(`${name}.${String(procedure)}`) })
  // A stand-in for a client whose every call is typed by the contract.
  return new Proxy({}, { get: (_, name) => room(String(name)) }) as EngineClient
}
