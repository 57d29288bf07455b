import { labSchema } from '#contract/lab.ts'
import type { LoadedLab } from '../../engine/packs/pack-store.ts'

const flag = { apiVersion: 'v1', kind: 'ConfigMap', name: 'flag' }
export const agnhost = 'registry.k8s.io/e2e-test-images/agnhost:2.66.1'

/** Turns with every other value: passed on `17y`, wrong on `18n`. */
export const flagCheck = { id: 'flag', title: { en: 'Flag' }, object: flag, assert: ["object.data.on.endsWith('y')"] }

/** An ordinary step of five checks: one turns with the flag, four wait for what never comes, so that the step stays open. */
export const flagLab: LoadedLab = aLab('flag', [], [
  flagCheck,
  ...['one', 'two'].map((name) => ({ id: name, title: { en: name }, object: { ...flag, name }, match: { data: { on: 'yes' } } })),
  { id: 'pods', title: { en: 'Pods' }, count: { object: { apiVersion: 'v1', kind: 'Pod', labels: { app: 'never' } }, atLeast: 1 } },
  { id: 'deployment', title: { en: 'Deployment' }, object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'never' }, assert: ['object.status.readyReplicas == 3'] },
])

/** What a lab may start with: a Deployment of two Pods. */
export const aDeployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: agnhost, args: ['netexec'], readinessProbe: { periodSeconds: 1, httpGet: { path: '/', port: 8080 } } }] },
    },
  },
}

export const podsLab: LoadedLab = aLab('pods', [aDeployment], [flagCheck])

function aLab(id: string, start: readonly unknown[], checks: readonly object[]): LoadedLab {
  const lab = labSchema.parse({
    apiVersion: 'kindlab.dev/v1',
    kind: 'Lab',
    id,
    version: '1.0.0',
    title: { en: id },
    summary: { en: id },
    minutes: 1,
    steps: [{ id: 'wait', title: { en: 'Wait' }, checks }],
  })
  return { folder: '', lab, texts: {}, start, files: {}, pictures: {}, answers: {}, solutions: {}, nearMisses: [], alternatives: [] }
}
