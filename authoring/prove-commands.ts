import { fillTemplate } from '../engine/packs/fill-template.ts'
import { codeBlocks, type CodeBlock } from '../engine/packs/lesson-text.ts'
import type { ProofAttempt } from './proof-attempt.ts'
import type { Proving } from './proving.ts'

/** Long enough for a command that ends to have ended, and for one that watches to have begun. */
const endlessSeconds = 3

/**
 * Runs every runnable block of a step's section: those marked `passed` once the step has passed, the others when it opens.
 * The introduction is run with the first step. Blocks are the same in all languages (lint holds that), so one language is enough.
 */
export async function proveCommands(proving: Proving, attempt: ProofAttempt, step: string, when: 'open' | 'passed'): Promise<void> {
  for (const block of blocksOf(proving, step)) {
    if (!block.marks.includes('run') || block.marks.includes('passed') !== (when === 'passed')) continue
    const code = fillTemplate(block.code, { ns: attempt.attempt.namespaces, vars: attempt.attempt.vars })
    const failed = await attempt.run(scriptOf(code, block), block.marks.includes('node'))
    proving.list.add('lesson-command', `${step}: ${block.code.split('\n')[0] ?? ''}`, failed === undefined, failed)
  }
}

function blocksOf({ pack, loaded }: Proving, step: string): readonly CodeBlock[] {
  const lesson = loaded.texts[pack.pack.locales.default]
  const isFirst = loaded.lab.steps[0]?.id === step
  return codeBlocks(`${isFirst ? (lesson?.introduction ?? '') : ''}\n${lesson?.steps[step] ?? ''}`)
}

/** A script that ends well exactly when the command does what its marks say. */
function scriptOf(code: string, { marks }: CodeBlock): string {
  const quoted = `'${code.replaceAll("'", `'\\''`)}'`
  // 124 is what `timeout` says of a command that was still running.
  if (marks.includes('endless')) return `timeout ${endlessSeconds} bash -c ${quoted}; code=$?; [ "$code" -eq 124 ]`
  return marks.includes('fails') ? `! bash -c ${quoted}` : `bash -c ${quoted}`
}
