import type { NamespaceRequest, NamespaceSource } from '../cluster/namespace-source.ts'
import type { KubeClient } from '../kube/kube-client.ts'
import { namespaceName } from './attempt-names.ts'
import { label } from '../kube/kindlab-labels.ts'
import { createOnce } from './learner-identity.ts'

/** Namespaces made for one attempt and deleted after it, on a cluster of our own. */
export function freshNamespaces(kube: KubeClient): NamespaceSource {
  return {
    claim: async (request) => {
      const name = namespaceName(request)
      await createOnce(kube.with({ signal: request.signal }), { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: labelsOf(request) } })
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

/** First the namespace, so that nothing new begins in it; then its Pods at once instead of after their grace of 30 s or more. */
async function releaseNamespace(kube: KubeClient, name: string): Promise<void> {
  await kube.delete({ apiVersion: 'v1', kind: 'Namespace', name }, { propagation: 'Background' })
  await kube.deleteAll({ apiVersion: 'v1', kind: 'Pod' }, name, { graceSeconds: 0 })
}
