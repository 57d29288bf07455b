import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '#contract/kube.ts'
import { createKubeClient } from '../../../engine/kube/create-kube-client.ts'
import type { KubeClient } from '../../../engine/kube/kube-client.ts'
import { isAlreadyExists } from '../../../engine/kube/kube-error.ts'
import { accessFromKubeconfig, kubeconfigFor } from '../../../engine/kube/kubeconfig.ts'

/** A pool as docs/existing-cluster.md tells an administrator to prepare it, on the cluster that KINDLAB_TEST_KUBECONFIG leads to. */
export interface LentCluster extends AsyncDisposable {
  readonly admin: KubeClient
  /** As the pool's ServiceAccount, with what those manifests grant and nothing else. */
  readonly lent: KubeClient
  readonly kubeconfig: string
  readonly pool: string
  readonly names: readonly string[]
}

const imageOfGuide = 'registry.example.com/kindlab/terminal:1'

export async function lendCluster(pool: string, names: readonly string[], image = imageOfGuide): Promise<LentCluster> {
  const path = process.env['KINDLAB_TEST_KUBECONFIG']
  if (path === undefined) throw new Error('these tests need a cluster of their own: KINDLAB_TEST_KUBECONFIG names its kubeconfig')
  const admin = createKubeClient(await accessFromKubeconfig(await readFile(path, 'utf8')))
  await prepare(admin, await manifests(0, pool))
  for (const name of names) await prepare(admin, await manifests(1, pool, name, image))
  const kubeconfig = await lentKubeconfig(admin, pool)
  const lent = createKubeClient(await accessFromKubeconfig(kubeconfig))
  return {
    admin,
    lent,
    kubeconfig,
    pool,
    names,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([pool, ...names].map((name) => admin.delete({ apiVersion: 'v1', kind: 'Namespace', name })))
      admin.dispose()
      lent.dispose()
    },
  }
}

/** The manifests of the guide, under names of our own. */
async function manifests(block: number, pool: string, name = '', image = imageOfGuide): Promise<KubeObject[]> {
  const text = await readFile(join(import.meta.dirname, '../../../docs/existing-cluster.md'), 'utf8')
  const yaml = [...text.matchAll(/```yaml\n([^]*?)```/g)][block]?.[1] ?? ''
  return parseAllDocuments(yaml.replaceAll('kindlab-pool', pool).replaceAll('kindlab-1', name).replaceAll(imageOfGuide, image)).map((document) => document.toJS() as KubeObject)
}

async function prepare(admin: KubeClient, objects: readonly KubeObject[]): Promise<void> {
  for (const object of objects) {
    await admin.create(object).catch((error: unknown) => {
      if (!isAlreadyExists(error)) throw error
    })
  }
}

async function lentKubeconfig(admin: KubeClient, pool: string): Promise<string> {
  const path = `/api/v1/namespaces/${pool}/serviceaccounts/kindlab/token`
  const answer = (await admin.post(path, { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } })) as { status: { token: string } }
  return kubeconfigFor({ server: admin.access.server, authority: admin.access.authority, token: answer.status.token }, { namespace: pool, user: 'class' })
}
