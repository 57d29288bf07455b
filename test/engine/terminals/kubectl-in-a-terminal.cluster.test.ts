import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kubeconfigFor } from '../../../engine/kube/kubeconfig.ts'
import { createContainerTerminals } from '../../../engine/terminals/container-terminals.ts'
import { learnerUser } from '../../../engine/terminals/terminal-container.ts'
import type { LearnerIdentity, TerminalHost } from '../../../engine/terminals/terminal-host.ts'
import { AtATerminal } from './at-a-terminal.ts'
import { connectRuntime, terminalImage, testCluster, type TestCluster } from './on-cluster.ts'

const namespaces = [1, 2].map((round) => `kubectl-${process.pid}-${round}`)
const attempt = `k${process.pid}`
const size = { columns: 120, rows: 30 }

let cluster: TestCluster
let host: TerminalHost
let folder: string
let person: AtATerminal

/** A learner's token for one namespace, as containers on the cluster's network use it. */
async function identityIn(namespace: string): Promise<LearnerIdentity> {
  const { kube, internalServer } = cluster
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/learner/token`
  const answer = (await kube.post(path, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} })) as { status: { token: string } }
  const kubeconfig = kubeconfigFor({ server: internalServer, authority: kube.access.authority, token: answer.status.token }, { namespace, user: 'learner' })
  return { attempt, kubeconfig, namespace, workspace: folder }
}

async function prepareNamespace(name: string): Promise<void> {
  const { kube } = cluster
  const rbac = 'rbac.authorization.k8s.io'
  await kube.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  await kube.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'learner', namespace: name } })
  const subjects = [{ kind: 'ServiceAccount', name: 'learner', namespace: name }]
  await kube.create({ apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata: { name: 'learner', namespace: name }, roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'edit' }, subjects })
  await kube.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `settings-of-${name}`, namespace: name } })
}

beforeAll(async () => {
  const runtime = await connectRuntime()
  cluster = await testCluster(runtime)
  folder = await mkdtemp(join(tmpdir(), 'kindlab-kubectl-'))
  for (const name of namespaces) await prepareNamespace(name)
  const facts = { name: 'kindlab-kubectl-test', provider: 'kind', kubernetes: '', nodes: 1, image: 'built', cgroup: 'unknown', cni: '' } as const
  const images = { terminal: await terminalImage(runtime) }
  host = createContainerTerminals({ runtime, cluster: { facts, network: cluster.network, images }, user: learnerUser(await runtime.facts()) })
  const identity = await identityIn(namespaces[0]!)
  const { id } = await host.open({ target: { kind: 'attempt', attempt }, identity, size })
  person = new AtATerminal(await host.attach(id, size))
  await person.until(/[$#❯] $/)
})

afterAll(async () => {
  await host.closeAll(attempt)
  host.dispose()
  await Promise.all(namespaces.map((name) => cluster.kube.delete({ apiVersion: 'v1', kind: 'Namespace', name })))
  cluster.kube.dispose()
  await rm(folder, { recursive: true })
})

describe('kubectl in a terminal', () => {
  it('works in the attempt’s own namespace, without naming it', async () => {
    expect(await person.run('kubectl get configmaps -o name', 'settings-of')).toContain(`configmap/settings-of-${namespaces[0]}`)
  })

  it('completes names of that namespace at Tab', async () => {
    const before = person.shown.length
    person.type('kubectl get configmap settings-\t')
    await person.until(`settings-of-${namespaces[0]}`, before)
    person.type('\x15')
  })

  it('may not look at what is not the learner’s', async () => {
    expect(await person.run('kubectl get secrets --namespace kube-system', /Forbidden|forbidden/)).toContain('cannot list resource "secrets"')
  })

  it('follows to another namespace after a reset, in the same shell', async () => {
    await host.refresh(await identityIn(namespaces[1]!))
    expect(await person.run('kubectl get configmaps -o name', `settings-of-${namespaces[1]}`)).not.toContain(`settings-of-${namespaces[0]}`)
  })
})
