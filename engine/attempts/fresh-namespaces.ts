import type { NamespaceRequest, NamespaceSource } from '../cluster/namespace-source.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { isAlreadyExists } from '../kube/kube-error.ts'
import { namespaceName } from './attempt-names.ts'
import { label } from './kindlab-labels.ts'
import { createOnce } from './learner-identity.ts'

/** Namespaces made for one attempt and deleted after it, on a cluster of our own. */
export function freshNamespaces(kube: KubeClient): NamespaceSource {
  return {
    claim: async (request) => {
      const name = namespaceName(request)
      const calls = kube.with({ signal: request.signal })
      await calls.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: labelsOf(request) } }).catch((error: unknown) => {
        if (!isAlreadyExists(error)) throw error
      })
      await makeUsable(calls, name)
      return name
    },
    release: (namespace) => releaseNamespace(kube, namespace),
    held: async (attempt) => {
      const namespaces = await kube.list({ apiVersion: 'v1', kind: 'Namespace' }, { labels: `${label.attempt}=${attempt}` })
      return namespaces.filter(({ metadata }) => metadata.deletionTimestamp === undefined).map(({ metadata }) => metadata.name)
    },
  }
}

function labelsOf({ attempt, pack, lab, alias, podSecurity }: NamespaceRequest): Record<string, string> {
  return {
    [label.attempt]: attempt,
    [label.pack]: pack,
    [label.lab]: lab,
    [label.alias]: alias,
    'pod-security.kubernetes.io/enforce': podSecurity,
    'pod-security.kubernetes.io/warn': podSecurity,
  }
}

/**
 * Without its `default` ServiceAccount a namespace refuses Pods, without `kube-root-ca.crt` they wait. Controllers make both within
 * a tenth of a second or, on a busy machine, several; whoever comes first makes the same, and they keep them right from then on.
 */
async function makeUsable(kube: KubeClient, namespace: string): Promise<void> {
  const authority = { 'ca.crt': kube.access.authority }
  await Promise.all([
    createOnce(kube, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } }),
    createOnce(kube, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', namespace }, data: authority }),
  ])
}

/** First the namespace, so that nothing new begins in it; then its Pods at once instead of after their grace of 30 s or more. */
async function releaseNamespace(kube: KubeClient, name: string): Promise<void> {
  await kube.delete({ apiVersion: 'v1', kind: 'Namespace', name }, { propagation: 'Background' })
  await kube.deleteAll({ apiVersion: 'v1', kind: 'Pod' }, name, { graceSeconds: 0 })
}
