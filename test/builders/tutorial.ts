import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** One thing that the reader of a tutorial does, in the words of the tutorial. */
export type TutorialStep =
  | { readonly kind: 'write'; readonly line: number; readonly path: string; readonly text: string }
  /** `prints` is what the tutorial shows of the output; undefined where it shows nothing. */
  | { readonly kind: 'type'; readonly line: number; readonly commands: string; readonly prints: string | undefined }

/**
 * What a tutorial asks of its reader, in its order: a block in `sh` is typed, one in `text` behind it is what that prints, and any
 * other is put into the one file that the paragraph before it names last. A block that neither follows is a mistake of the tutorial's.
 */
export function tutorialSteps(markdown: string): readonly TutorialStep[] {
  const steps: TutorialStep[] = []
  const blocks = [...markdown.matchAll(/^(`{3,})(\w*)\n([\s\S]*?)\n\1$/gm)]
  let from = 0
  for (const { index, 0: whole, 2: language = '', 3: text = '' } of blocks) {
    const line = markdown.slice(0, index).split('\n').length
    const paragraph = markdown.slice(from, index).trim().split('\n\n').at(-1) ?? ''
    const path = [...paragraph.matchAll(/`([\w./-]+\/[\w.-]+\.\w+)`/g)].at(-1)?.[1]
    const last = steps.at(-1)
    from = index + whole.length
    if (language === 'sh') steps.push({ kind: 'type', line, commands: text, prints: undefined })
    else if (language === 'text' && last?.kind === 'type') steps.splice(-1, 1, { ...last, prints: text })
    else if (path === undefined) throw new Error(`line ${line}: no path stands before this block`)
    else steps.push({ kind: 'write', line, path, text: `${text}\n` })
  }
  return steps
}

export const readTutorial = async (): Promise<readonly TutorialStep[]> => tutorialSteps(await readFile(join(root, 'docs', 'authoring-tutorial.md'), 'utf8'))

/** Does one step in a folder, as its reader would; fails with what was printed where a command fails or does not print what is shown. */
export async function follow(step: TutorialStep, folder: string, environment: Readonly<Record<string, string>> = {}): Promise<void> {
  if (step.kind === 'write') {
    await mkdir(dirname(join(folder, step.path)), { recursive: true })
    return writeFile(join(folder, step.path), step.text)
  }
  const { exitCode, output } = await typed(step.commands, folder, environment)
  if (exitCode !== 0) throw new Error(`line ${step.line}: ${step.commands} ended with ${exitCode}:\n${output}`)
  if (step.prints !== undefined && !output.includes(step.prints)) throw new Error(`line ${step.line}: ${step.commands} did not print ${step.prints}:\n${output}`)
}

/** In a shell for which `kindlab` is this checkout's. */
async function typed(commands: string, folder: string, environment: Readonly<Record<string, string>>): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const script = `set -eu\nkindlab() { "${process.execPath}" "${join(root, 'bin', 'kindlab.mjs')}" "$@"; }\n${commands}\n`
  const child = spawn('bash', ['-c', script], { cwd: folder, env: { ...process.env, NO_COLOR: '1', KINDLAB_LANG: 'en', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { exitCode, output: Buffer.concat(chunks).toString('utf8') }
}
