import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import type { Evidence, Verdict } from '#contract/verdict.ts'
import { attemptLines } from '../../cli/show-attempt.ts'
import { writtenPlaces } from '../../cli/written-places.ts'
import { openWorkspace } from '../../engine/workspace/workspace.ts'
import { scratchFolder } from '../builders/scratch-folder.ts'

const web = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'lab-1', name: 'web' }
const replicas: Evidence = { code: 'field-different', object: web, path: 'spec.replicas', expected: 3, actual: 1, command: 'kubectl get deployment web -o yaml' }
const manifest = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replicas: 1\n'

function anAttempt(verdict: Verdict): Attempt {
  const check = { id: 'it', title: { en: 'It' }, points: 1, optional: false, verdict, since: 0 }
  return {
    id: 'a', pack: 'p', lab: 'l', title: { en: 'Lab' }, labVersion: '1.0.0', startedAt: 0, phase: 'open', namespaces: { main: 'lab-1' }, vars: {},
    steps: [{ id: 's', title: { en: 'Step' }, state: 'open', checks: [check], hints: { shown: 0, of: 0 } }],
    points: { earned: 0, of: 1 }, sight: { kind: 'live' },
  }
}

async function placesWith(files: Readonly<Record<string, string>>, evidence: Evidence) {
  await using folder = await scratchFolder()
  const workspace = await openWorkspace(folder.path)
  for (const [path, text] of Object.entries(files)) await workspace.write(path, text)
  const places = await writtenPlaces({ workspace: async () => workspace }, anAttempt({ kind: 'wrong', evidence: [evidence] }))
  return places.get(evidence)
}

describe("what evidence speaks of is found in the learner's files", () => {
  it('by file, line and column', async () => {
    expect(await placesWith({ 'notes.md': 'x', 'apps/web.yaml': manifest }, replicas)).toEqual({ place: 'apps/web.yaml:5:13', isUnapplied: false })
  })

  it('in the first of several files', async () => {
    expect((await placesWith({ 'b.yml': manifest, 'a.yaml': manifest }, replicas))?.place).toBe('a.yaml:5:13')
  })

  it('right, and not applied', async () => {
    expect(await placesWith({ 'web.yaml': manifest.replace('replicas: 1', 'replicas: 3') }, replicas)).toMatchObject({ isUnapplied: true })
  })

  it('nowhere, where no file writes it', async () => {
    expect(await placesWith({ 'web.yaml': manifest }, { ...replicas, object: { ...web, name: 'other' } })).toBeUndefined()
  })
})

const plain = (line: string): string => stripVTControlCharacters(line).trim()

describe('a check in the terminal', () => {
  const diagnosis = { code: 'image-pull', object: { apiVersion: 'v1', kind: 'Pod', namespace: 'lab-1', name: 'web-1' }, command: 'kubectl describe pod web-1' } as const

  it('says what differs, where it is written, why it is so, and the command that shows it', () => {
    const lines = attemptLines(anAttempt({ kind: 'not-yet', evidence: [replicas], diagnosis }), 'en', new Map([[replicas, { place: 'web.yaml:5:13', isUnapplied: true }]]))
    expect(lines.slice(-4).map(plain)).toEqual([
      'Deployment web: spec.replicas is 1, 3 expected.',
      'web.yaml:5:13 (right there, but not applied yet)',
      '→ Pod web-1 cannot start: an image of its containers cannot be pulled.',
      '$ kubectl describe pod web-1',
    ])
  })

  it('shows the command of the evidence where no cause was found', () => {
    expect(attemptLines(anAttempt({ kind: 'wrong', evidence: [replicas] }), 'ko').map(plain).at(-1)).toBe('$ kubectl get deployment web -o yaml')
  })
})
