import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findingsOf } from '../../authoring/findings.ts'
import { newLab } from '../../authoring/new-lab.ts'
import { loadPack } from '../../engine/packs/load-pack.ts'
import { scratchFolder } from '../builders/scratch-folder.ts'

/** Where rules are broken after a change to a new lab, as `line: what stands there` of the file. */
async function placesAfter(change: (lab: string) => Promise<void>): Promise<readonly string[]> {
  await using scratch = await scratchFolder()
  const pack = join(scratch.path, 'mine')
  await newLab(pack, 'my-lab')
  await change(join(pack, '010-my-lab'))
  const findings = await findingsOf(await loadPack(pack))
  return Promise.all(findings.map(async ({ place }) => {
    const [file = '', line = ''] = place.split(':')
    return `${file}: ${(await readFile(join(pack, file), 'utf8')).split('\n')[Number(line) - 1]?.trim()}`
  }))
}

async function replace(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`)
  await writeFile(path, text.replace(from, to))
}

describe('the place of a broken rule', () => {
  it('is the step, the check, the hint or the field that it speaks of', async () => {
    expect(await placesAfter((lab) => rm(join(lab, 'tests', 'alternative'), { recursive: true }))).toEqual(['010-my-lab/lab.yaml: - id: first'])
    expect(await placesAfter((lab) => replace(join(lab, 'lab.yaml'), ', ko: "거의 답."', ''))).toEqual(['010-my-lab/lab.yaml: - { en: "Nearly the answer." }'])
    expect(await placesAfter((lab) => replace(join(lab, 'lab.yaml'), 'minutes: 10', 'minutes: 10\nconcepts: [pods]'))).toEqual(['010-my-lab/lab.yaml: concepts: [pods]'])
    expect(await placesAfter((lab) => replace(join(lab, 'lab.yaml'), 'object: { apiVersion: v1, kind: ConfigMap, name: hello }\n        match: { data: { greeting: hello } }', 'command: { run: "sleep 1; kubectl get pod x", on: [{ apiVersion: v1, kind: Pod }] }'))).toEqual(['010-my-lab/lab.yaml: - id: made'])
  })

  it('is the heading of the section, or the file itself', async () => {
    expect(await placesAfter((lab) => replace(join(lab, 'text', 'en.md'), '## The first step', '## Another step'))).toEqual(['010-my-lab/text/en.md: ## Another step {#first}'])
    expect(await placesAfter((lab) => replace(join(lab, 'tests', 'near-miss', 'first.wrong-name.sh'), '# expect: made not-yet\n', ''))).toEqual([expect.stringMatching(/^010-my-lab\/tests\/near-miss\/first\.wrong-name\.sh: # Nearly right/)])
  })
})
