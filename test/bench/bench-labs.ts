import { labSchema } from '#contract/lab.ts'
import type { LoadedLab } from '../../engine/packs/pack-store.ts'

/** The format lets a step have so many. */
const mostOfStep = 50

export const flagRef = { apiVersion: 'v1', kind: 'ConfigMap', name: 'flag' }
export const agnhost = 'registry.k8s.io/e2e-test-images/agnhost:2.66.1'

/** Turns with every other value: passed on `17y`, wrong on `18n`. */
export const flagCheck = { id: 'flag', title: { en: 'Flag' }, object: flagRef, assert: ["object.data.on.endsWith('y')"] }

/** An ordinary step of five checks: one turns with the flag, four wait for what never comes, so that the step stays open. */
export const flagLab: LoadedLab = aLab('flag', [], [
  flagCheck,
  ...['one', 'two'].map((name) => ({ id: name, title: { en: name }, object: { ...flagRef, name }, match: { data: { on: 'yes' } } })),
  { id: 'pods', title: { en: 'Pods' }, count: { object: { apiVersion: 'v1', kind: 'Pod', labels: { app: 'never' } }, atLeast: 1 } },
  { id: 'deployment', title: { en: 'Deployment' }, object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'never' }, assert: ['object.status.readyReplicas == 3'] },
])

/** So many checks of the cluster are open at once, every other of them about the flag that turns; a question keeps the first step open where it has no other check. */
export function labOfChecks(count: number): LoadedLab {
  const waiting = Array.from({ length: count - 1 }, (_, index) => ({ id: `c${index}`, title: { en: `C${index}` }, object: index % 2 === 0 ? flagRef : { ...flagRef, name: `other-${index}` }, match: { data: { never: 'yes' } }, assert: ["object.data.on.endsWith('y')"] }))
  const question = { id: 'why', title: { en: 'Why' }, quiz: { ask: { en: 'Why?' }, text: { is: 'so' } } }
  return aLab(`checks-${count}`, [], [question, flagCheck, ...waiting])
}

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
    steps: Array.from({ length: Math.ceil(checks.length / mostOfStep) }, (_, step) => ({ id: `wait-${step}`, title: { en: 'Wait' }, checks: checks.slice(step * mostOfStep, (step + 1) * mostOfStep) })),
  })
  return { folder: '', lab, texts: {}, start, files: {}, pictures: {}, answers: {}, solutions: {}, nearMisses: [], alternatives: [] }
}
