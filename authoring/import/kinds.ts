export interface KnownKind {
  readonly apiVersion: string
  readonly kind: string
  readonly resource: string
  readonly isClusterWide?: boolean
}

const of = (apiVersion: string, list: readonly (readonly [kind: string, resource: string, ...short: string[]])[], isClusterWide = false): [string, KnownKind][] =>
  list.flatMap(([kind, resource, ...short]) => [kind.toLowerCase(), resource, ...short].map((name): [string, KnownKind] => [name, { apiVersion, kind, resource, ...(isClusterWide && { isClusterWide }) }]))

/** Kubernetes' kinds by every name that kubectl takes. */
const known = new Map<string, KnownKind>([
  ...of('v1', [['Pod', 'pods', 'po'], ['Service', 'services', 'svc'], ['ConfigMap', 'configmaps', 'cm'], ['Secret', 'secrets'], ['ServiceAccount', 'serviceaccounts', 'sa'], ['PersistentVolumeClaim', 'persistentvolumeclaims', 'pvc'], ['ResourceQuota', 'resourcequotas', 'quota'], ['LimitRange', 'limitranges', 'limits'], ['Endpoints', 'endpoints', 'ep'], ['Event', 'events', 'ev'], ['ReplicationController', 'replicationcontrollers', 'rc']]),
  ...of('v1', [['Namespace', 'namespaces', 'ns'], ['Node', 'nodes', 'no'], ['PersistentVolume', 'persistentvolumes', 'pv']], true),
  ...of('apps/v1', [['Deployment', 'deployments', 'deploy'], ['StatefulSet', 'statefulsets', 'sts'], ['DaemonSet', 'daemonsets', 'ds'], ['ReplicaSet', 'replicasets', 'rs']]),
  ...of('batch/v1', [['Job', 'jobs'], ['CronJob', 'cronjobs', 'cj']]),
  ...of('networking.k8s.io/v1', [['Ingress', 'ingresses', 'ing'], ['NetworkPolicy', 'networkpolicies', 'netpol']]),
  ...of('networking.k8s.io/v1', [['IngressClass', 'ingressclasses']], true),
  ...of('autoscaling/v2', [['HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'hpa']]),
  ...of('policy/v1', [['PodDisruptionBudget', 'poddisruptionbudgets', 'pdb']]),
  ...of('rbac.authorization.k8s.io/v1', [['Role', 'roles'], ['RoleBinding', 'rolebindings']]),
  ...of('rbac.authorization.k8s.io/v1', [['ClusterRole', 'clusterroles'], ['ClusterRoleBinding', 'clusterrolebindings']], true),
  ...of('storage.k8s.io/v1', [['StorageClass', 'storageclasses', 'sc']], true),
  ...of('scheduling.k8s.io/v1', [['PriorityClass', 'priorityclasses', 'pc']], true),
  ...of('apiextensions.k8s.io/v1', [['CustomResourceDefinition', 'customresourcedefinitions', 'crd', 'crds']], true),
])

/** By what kubectl is told: `deploy`, `Deployment`, `deployments.apps`. */
export const kindNamed = (word: string): KnownKind | undefined => known.get(word.toLowerCase().split('.')[0] ?? '')

/** Whether a kind comes with Kubernetes, whatever its version. */
export const isOwnKind = (apiVersion: string): boolean => !apiVersion.includes('/') || /^(apps|batch|autoscaling|policy|extensions)\//.test(apiVersion) || /\.k8s\.io\//.test(apiVersion)

/** Namespaces that no attempt has of its own. */
export const isSystemNamespace = (name: string): boolean => name.startsWith('kube-') || name === 'local-path-storage'
