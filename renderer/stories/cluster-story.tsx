import { createRoot } from 'react-dom/client'
import type { ClusterState } from '#contract/cluster.ts'
import { ClusterScreen } from '../screens/cluster/cluster-screen.tsx'
import { useAttempts } from '../stores/attempts-store.ts'
import { useConnection } from '../stores/connection-store.ts'
import { usePlace } from '../stores/place-store.ts'
import { useStatus } from '../stores/status-store.ts'
import type { ClusterStory } from './cluster-stories.ts'
import { engineThatAnswers } from './engine-that-answers.ts'

const ready: ClusterState = { kind: 'ready', cluster: { name: 'kindlab', provider: 'kind', kubernetes: 'v1.37.0', nodes: 1, image: 'built', cgroup: 'v1', cni: 'kube-router' } }

/** Draws a state of the cluster's views with nobody behind it. */
export function tellCluster({ place, cluster = ready, attempts = [], answers }: ClusterStory): void {
  useStatus.setState({ status: { provider: 'kind', cluster } })
  useAttempts.setState({ attempts: Object.fromEntries(attempts.map((attempt) => [attempt.id, attempt])) })
  usePlace.setState({ place })
  useConnection.setState({ kind: 'connected', engine: engineThatAnswers(answers) }, true)
  const root = document.getElementById('root')
  if (root !== null) createRoot(root).render(<Shown />)
}

/** Clicks lead on within the cluster's views. */
function Shown() {
  const place = usePlace((state) => state.place)
  return place.kind === 'cluster' ? <ClusterScreen place={place} /> : null
}
