import type { KubeAccess, KubeClient } from '../kube/kube-client.ts'
import { createKubeClient } from '../kube/create-kube-client.ts'
import { createManifestEditing, type ManifestEditing } from './manifest-editing.ts'
import { createOpenApi } from './open-api.ts'

/** Learners' manifests on one cluster: a client for each learner's rights, one memory of the cluster's documents for all. */
export class EditingDesk {
  private readonly openApi = createOpenApi()
  private readonly clients = new Map<string, KubeClient>()

  editing(access: KubeAccess, namespace: string): ManifestEditing {
    return createManifestEditing({ kube: this.client(access), openApi: this.openApi, namespace })
  }

  dispose(): void {
    for (const client of this.clients.values()) client.dispose()
    this.clients.clear()
  }

  private client(access: KubeAccess): KubeClient {
    const key = JSON.stringify(access)
    const known = this.clients.get(key)
    if (known !== undefined) return known
    const fresh = createKubeClient(access)
    this.clients.set(key, fresh)
    return fresh
  }
}
