import type { Progress } from '#contract/progress.ts'
import { createAttempts } from './attempts/create-attempts.ts'
import type { Attempts } from './attempts/attempts.ts'
import type { ClusterHost } from './cluster-host.ts'
import type { ReadyCluster } from './cluster/cluster-provider.ts'
import { EditingDesk } from './editing/editing-desk.ts'
import type { Components } from './components/components.ts'
import type { Home } from './files/home.ts'
import { imageNamed, readNodeRecipe } from './images/node-recipe.ts'
import { createKubeClient } from './kube/create-kube-client.ts'
import type { KubeClient } from './kube/kube-client.ts'
import { createClusterProber } from './probing/cluster-prober.ts'
import type { TerminalHost } from './terminals/terminal-host.ts'
import { createClusterViews, type ClusterViews } from './views/cluster-views.ts'
import { createClusterWatch } from './watch/cluster-watch.ts'

/** Everything that works on one ready cluster, from the first connection to the last. */
export interface Site {
  readonly cluster: ReadyCluster
  readonly kube: KubeClient
  readonly attempts: Attempts
  readonly terminals: TerminalHost
  readonly desk: EditingDesk
  readonly components: Components
  readonly views: ClusterViews
  dispose(): Promise<void>
}

export interface SiteParts {
  readonly cluster: ReadyCluster
  /** Whose cluster it is: what it offers, and what is different there. */
  readonly host: Pick<ClusterHost, 'capabilities' | 'toolsFor'>
  readonly home: Home
  /** Whether attempts at one lab share its files. */
  readonly workspaces?: 'of-labs' | 'of-attempts'
  readonly log?: (line: string) => void
}

/** Connects to a ready cluster and takes up the attempts that are under way on it. */
export async function openSite({ cluster, host, home, workspaces = 'of-labs', log = () => {} }: SiteParts, progress: Progress): Promise<Site> {
  const kube = createKubeClient(cluster.access)
  const { terminals, heartbeat, lent, components, nodes } = await host.toolsFor(cluster, kube)
  const watch = createClusterWatch({ access: cluster.access, discover: (kind) => kube.resource(kind), log, ...(heartbeat && { heartbeat }) })
  const [image = ''] = imageNamed(readNodeRecipe(), 'agnhost').references
  const prober = createClusterProber({ kube, image })
  const attempts = createAttempts({ kube, prober, cluster, capabilities: host.capabilities, watch, home, workspaces, terminals, components, log, ...(lent && { lent }), ...(nodes && { nodes }) })
  const desk = new EditingDesk()
  const dispose = async (): Promise<void> => {
    desk.dispose()
    await attempts.dispose()
    terminals.dispose()
    watch.dispose()
    kube.dispose()
  }
  try {
    await attempts.resume(progress)
  } catch (error) {
    await dispose()
    throw error
  }
  return { cluster, kube, attempts, terminals, desk, components, views: createClusterViews({ watch, kube }), dispose }
}
