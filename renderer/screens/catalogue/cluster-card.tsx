import type { ClusterFacts, ClusterState } from '#contract/cluster.ts'
import type { EngineStatus } from '#contract/status.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { ProblemCard } from '../../parts/problem/problem-card.tsx'
import { engine } from '../../stores/connection-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { WorkSteps } from './work-steps.tsx'

/** The cluster: what it is doing, step by step, and what can be done with it. */
export function ClusterCard({ status }: { readonly status: EngineStatus }) {
  const { cluster: texts, clusterState } = useTexts()
  const { cluster, work } = status
  const problem = work?.outcome.kind === 'failed' && cluster.kind !== 'ready' ? work.outcome.problem : 'problem' in cluster ? cluster.problem : undefined
  return (
    <section className="card" aria-labelledby="cluster-title">
      <h2 id="cluster-title">
        {texts.title}
        <small>{clusterState[cluster.kind]}</small>
      </h2>
      {problem !== undefined && <ProblemCard problem={problem} onAction={(action) => bringUp(action === 'recreate-cluster')} />}
      {cluster.kind === 'absent' && problem === undefined && work?.outcome.kind !== 'running' && <Begin />}
      {(cluster.kind === 'paused' || cluster.kind === 'stopped') && <Button kind="first" onClick={() => bringUp()}>{texts.resume}</Button>}
      {cluster.kind === 'outdated' && <Button kind="first" onClick={() => bringUp(true)}>{texts.recreate}</Button>}
      {work?.outcome.kind === 'running' && <WorkSteps work={work} onCancel={() => void engine().cluster.cancel()} />}
      {'cluster' in cluster && <Facts facts={cluster.cluster} />}
      {cluster.kind === 'ready' && cluster.cluster.provider === 'kind' && work?.outcome.kind !== 'running' && <Rest />}
    </section>
  )
}

/** What fails is told by the status; the rejected call says nothing more. */
const quietly = (call: Promise<unknown>): void => void call.catch(() => {})
const bringUp = (recreate = false): void => quietly(engine().cluster.up({ recreate }))

function Begin() {
  const { cluster: texts } = useTexts()
  return (
    <div className="stack">
      <p className="soft">{texts.createLead}</p>
      <Button kind="first" onClick={() => bringUp()}>{texts.create}</Button>
    </div>
  )
}

function Rest() {
  const { cluster: texts } = useTexts()
  return (
    <p className="actions">
      <Button onClick={() => quietly(engine().cluster.pause())}>{texts.pause}</Button>
      <Button onClick={() => quietly(engine().cluster.stop())}>{texts.stop}</Button>
    </p>
  )
}

function Facts({ facts }: { readonly facts: ClusterFacts }) {
  const { cluster: texts } = useTexts()
  const rows = [
    [texts.kubernetes, facts.kubernetes],
    // Of a lent cluster, its nodes are not ours to know.
    [texts.nodes, facts.nodes === 0 ? '' : String(facts.nodes)],
    [texts.image, facts.provider === 'kind' ? texts.imageKind[facts.image] : ''],
    [texts.network, facts.cni],
  ] as const
  return (
    <dl className="facts">
      {rows.filter(([, value]) => value !== '').map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Whether labs can begin: the cluster is there, or a click brings it back. */
export const canBegin = (cluster: ClusterState): boolean => cluster.kind === 'ready' || cluster.kind === 'paused' || cluster.kind === 'stopped'
