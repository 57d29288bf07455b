import type { LabSummary, PackSummary } from '#contract/lab-summary.ts'

/** A lab as a catalogue knows it: ten minutes, runnable, never begun. */
export function aSummary(lab: string, some: Partial<LabSummary> = {}): LabSummary {
  return {
    pack: 'basics',
    lab,
    version: '1.0.0',
    title: { en: lab, ko: lab },
    summary: { en: '', ko: '' },
    minutes: 10,
    concepts: [],
    prerequisites: [],
    steps: 2,
    checks: 3,
    points: 3,
    locales: ['en', 'ko'],
    memoryBytes: 128 * 2 ** 20,
    needs: ['namespaces'],
    components: [],
    images: [],
    provenOn: [],
    ...some,
  }
}

/** A pack with one track of that name for each list of labs. */
export function aPackSummary(tracks: Readonly<Record<string, readonly string[]>>, some: Partial<PackSummary> = {}): PackSummary {
  return { pack: 'basics', title: { en: 'Basics', ko: '기초' }, concepts: {}, tracks: Object.entries(tracks).map(([id, labs]) => ({ id, title: { en: id, ko: id }, labs })), ...some }
}
