import type { ClusterFacts } from '#contract/cluster.ts'
import { labSchema, type Lab } from '#contract/lab.ts'
import type { LoadedLab } from '../../engine/packs/pack-store.ts'

const configMap = (name: string, data: Readonly<Record<string, string>>) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data })

const configMapCheck = (id: string, name: string, data: Readonly<Record<string, string>>) => ({
  id,
  title: { en: id },
  object: { apiVersion: 'v1', kind: 'ConfigMap', name },
  match: { data },
})

/** A lab as its pack gives it, through the contract's own schema: `paint`, then `frame`, then `hang`, each a ConfigMap to write. */
export function aLab(written: Readonly<Record<string, unknown>> = {}): Lab {
  return labSchema.parse({
    apiVersion: 'kindlab.dev/v1',
    kind: 'Lab',
    id: 'colours',
    version: '1.0.0',
    title: { en: 'Colours', ko: '색' },
    summary: { en: 'Colours.', ko: '색.' },
    minutes: 5,
    vars: { shade: { pick: ['light', 'dark'] } },
    steps: [
      {
        id: 'paint',
        title: { en: 'Paint' },
        checks: [configMapCheck('sky', 'sky', { colour: 'blue' }), { ...configMapCheck('sun', 'sun', { colour: 'yellow' }), optional: true }],
        hints: [{ en: 'Look up.' }, { en: 'It is blue.' }],
      },
      { id: 'frame', title: { en: 'Frame' }, after: ['paint'], checks: [configMapCheck('frame', 'frame', { wood: 'oak' })], hints: [] },
      { id: 'hang', title: { en: 'Hang' }, after: ['frame'], checks: [configMapCheck('nail', 'nail', { metal: 'iron' })], hints: [] },
    ],
    ...written,
  })
}

export const someFacts: ClusterFacts = { name: 'kindlab', provider: 'kind', kubernetes: 'v1.37.0', nodes: 1, image: 'built', cgroup: 'v1', cni: 'test' }

export function aLoadedLab({ lab = aLab(), ...written }: Partial<LoadedLab> = {}): LoadedLab {
  const manifests = (step: string, objects: readonly unknown[]) => [step, { kind: 'manifests', path: `solution/${step}.yaml`, text: '', objects }] as const
  return {
    folder: '/labs/100-colours',
    lab,
    texts: {},
    start: [configMap('wall', { shade: '${vars.shade}', where: '${ns.main}' })],
    files: {},
    solutions: Object.fromEntries([
      manifests('paint', [configMap('sky', { colour: 'blue' })]),
      manifests('frame', [configMap('frame', { wood: 'oak' })]),
      manifests('hang', [configMap('nail', { metal: 'iron' })]),
    ]),
    pictures: {},
    answers: {},
    nearMisses: [],
    alternatives: [],
    ...written,
  }
}
