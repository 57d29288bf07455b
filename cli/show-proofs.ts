import cliTruncate from 'cli-truncate'
import pc from 'picocolors'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Locale } from '#contract/locale.ts'
import { heldOf, type Proof, type ProofReport } from '../authoring/proof.ts'
import { proofTexts } from '../authoring/proof-texts.ts'
import { say } from './texts.ts'

export interface ProofScreenOptions {
  readonly labs: readonly string[]
  readonly locale: Locale
  readonly stream: NodeJS.WriteStream
}

/** Shows labs being proven: on a terminal one line a lab that moves, elsewhere a line when a lab is done. What does not hold is told in the report. */
export class ProofScreen implements Disposable {
  readonly #options: ProofScreenOptions
  readonly #proofs: Map<string, Proof[]>
  readonly #done = new Set<string>()
  readonly #drawing: NodeJS.Timeout | undefined
  #drawn = 0

  constructor(options: ProofScreenOptions) {
    this.#options = options
    this.#proofs = new Map(options.labs.map((lab) => [lab, []]))
    this.#drawing = options.stream.isTTY ? setInterval(() => this.#draw(), 200) : undefined
  }

  add(proof: Proof): void {
    this.#proofs.get(proof.lab)?.push(proof)
  }

  finish({ lab }: ProofReport): void {
    this.#done.add(lab)
    if (!this.#options.stream.isTTY) this.#options.stream.write(`${this.#line(lab)}\n`)
  }

  dispose(): void {
    clearInterval(this.#drawing)
    if (this.#options.stream.isTTY) this.#draw()
  }

  #draw(): void {
    const { stream, labs } = this.#options
    this.#wipe()
    const lines = labs.map((lab) => cliTruncate(this.#line(lab), (stream.columns || 80) - 1))
    stream.write(`${lines.join('\n')}\n`)
    this.#drawn = lines.length
  }

  /** Takes away the lines that move. */
  #wipe(): void {
    if (this.#drawn > 0) this.#options.stream.write(`\x1b[${this.#drawn}A\x1b[0J`)
    this.#drawn = 0
  }

  #line(lab: string): string {
    return proofLine({ lab, proofs: this.#proofs.get(lab) ?? [], isDone: this.#done.has(lab) }, this.#options.locale)
  }
}

interface LabProofs {
  readonly lab: string
  readonly proofs: readonly Proof[]
  readonly isDone: boolean
}

/** `✓ first-pod  140 of 140`, and while it goes on what was proven last. */
export function proofLine({ lab, proofs, isDone }: LabProofs, locale: Locale): string {
  const { held, of } = heldOf(proofs)
  const last = proofs.at(-1)
  const sign = held < of ? pc.red('✗') : isDone ? pc.green('✓') : pc.cyan('·')
  const now = isDone || last === undefined ? '' : ` ${pc.dim(`${proofTexts[last.kind][locale]} (${last.about})`)}`
  return `${sign} ${pc.bold(lab)} ${say('heldOf', locale, { held, of })}${now}`
}
