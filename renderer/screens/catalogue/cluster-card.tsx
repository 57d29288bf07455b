import { Box, CirclePause, CirclePower, Hourglass, type LucideIcon, PackageOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ClusterFacts } from '#contract/cluster.ts'
import { assertNever } from '#contract/lifecycle.ts'
import { fillText } from '#contract/locale.ts'
import { sayDuration } from '#contract/say.ts'
import type { EngineStatus, Work } from '#contract/status.ts'
import { Button } from '../../parts/chrome/button.tsx'
import { ProblemCard } from '../../parts/problem/problem-card.tsx'
import { engine } from '../../stores/connection-store.ts'
import { useLabs } from '../../stores/labs-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { clusterScene, type ClusterScene } from './cluster-scene.ts'
import { WorkSteps, WorkStory } from './work-steps.tsx'

/** The cluster: what it is doing, step by step, what became of it, and the way on. */
export function ClusterCard({ status }: { readonly status: EngineStatus }) {
  const { cluster: texts } = useTexts()
  const scene = clusterScene(status)
  return (
    <section className="card cluster-card" aria-labelledby="cluster-title">
      <h2 id="cluster-title">
        {scene.kind === 'working' ? texts.doing[scene.work.doing] : texts.title}
        {scene.kind !== 'working' && <State status={status} />}
      </h2>
      <Scene scene={scene} />
    </section>
  )
}

function State({ status: { cluster } }: { readonly status: EngineStatus }) {
  const { cluster: texts } = useTexts()
  return (
    <small className="cluster-state">
      <span className="dot" data-state={cluster.kind} />
      {texts.state[cluster.kind]}
    </small>
  )
}

/** What fails is told by the status; the rejected call says nothing more. */
const quietly = (call: Promise<unknown>): void => void call.catch(() => {})
const bringUp = (recreate = false): void => quietly(engine().cluster.up({ recreate }))

/** What failed, once more; where nothing did, the cluster is what is wanted. */
function doAgain(work: Work | undefined): void {
  if (work?.doing === 'pause') quietly(engine().cluster.pause())
  else if (work?.doing === 'stop') quietly(engine().cluster.stop())
  else if (work?.doing === 'down') quietly(engine().cluster.down())
  else bringUp()
}

function Scene({ scene }: { readonly scene: ClusterScene }) {
  const { cluster: texts } = useTexts()
  switch (scene.kind) {
    case 'working':
      return <WorkSteps work={scene.work} onCancel={() => quietly(engine().cluster.cancel())} />
    case 'elsewhere':
      return (
        <Stage picture={Hourglass} says={texts.elsewhere} lead={texts.elsewhereDoing[scene.doing]}>
          <Button onClick={() => quietly(engine().status.refresh())}>{texts.lookAgain}</Button>
        </Stage>
      )
    case 'absent':
      return <Absent wasCancelled={scene.wasCancelled} />
    case 'paused':
      return <Resting picture={CirclePause} lead={texts.pausedLead} facts={scene.facts} />
    case 'stopped':
      return <Resting picture={CirclePower} lead={texts.stoppedLead} facts={scene.facts} />
    case 'problem':
      return (
        <>
          <ProblemCard problem={scene.problem} onAction={(action) => (action === 'recreate-cluster' ? bringUp(true) : doAgain(scene.work))} />
          {scene.work !== undefined && <WorkStory work={scene.work} title={texts.failedAfter} />}
        </>
      )
    case 'ready':
      return <Ready facts={scene.facts} work={scene.work} />
    default:
      return assertNever(scene)
  }
}

interface StageProps {
  readonly picture: LucideIcon
  readonly says?: string
  readonly lead: string
  readonly children: ReactNode
}

/** A picture, a sentence, a way on. */
function Stage({ picture: Picture, says, lead, children }: StageProps) {
  return (
    <div className="stage">
      <span className="stage-picture" aria-hidden="true">
        <Picture size={22} />
      </span>
      <div className="stack">
        {says !== undefined && <h3>{says}</h3>}
        <p className="soft">{lead}</p>
        <p className="actions">{children}</p>
      </div>
    </div>
  )
}

/** A cluster that labs are under way on was removed, by whomever: what was never made is another matter. */
function Absent({ wasCancelled }: { readonly wasCancelled: boolean }) {
  const { cluster: texts } = useTexts()
  const isMissed = useLabs(({ labs }) => labs?.some(({ underWay }) => underWay !== undefined) ?? false)
  if (wasCancelled) return <Stage picture={Box} says={texts.cancelled} lead={texts.cancelledLead}><Button kind="first" onClick={() => bringUp()}>{texts.create}</Button></Stage>
  if (isMissed) return <Stage picture={PackageOpen} says={texts.gone} lead={texts.goneLead}><Button kind="first" onClick={() => bringUp()}>{texts.recreate}</Button></Stage>
  return <Stage picture={Box} lead={texts.createLead}><Button kind="first" onClick={() => bringUp()}>{texts.create}</Button></Stage>
}

function Resting({ picture, lead, facts }: { readonly picture: LucideIcon; readonly lead: string; readonly facts: ClusterFacts }) {
  const { cluster: texts } = useTexts()
  return (
    <>
      <Stage picture={picture} lead={lead}><Button kind="first" onClick={() => bringUp()}>{texts.resume}</Button></Stage>
      <Facts facts={facts} />
    </>
  )
}

function Ready({ facts, work }: { readonly facts: ClusterFacts; readonly work: Work | undefined }) {
  const { cluster: texts } = useTexts()
  const locale = useLocale()
  const took = work?.outcome.kind === 'done' ? work.outcome.at - work.startedAt : undefined
  return (
    <>
      <Facts facts={facts} />
      {work !== undefined && took !== undefined && <WorkStory work={work} title={fillText(texts.cameUp, { duration: sayDuration(took, locale) })} />}
      {facts.provider === 'kind' && (
        <p className="actions">
          <Button onClick={() => quietly(engine().cluster.pause())}>{texts.pause}</Button>
          <Button onClick={() => quietly(engine().cluster.stop())}>{texts.stop}</Button>
        </p>
      )}
    </>
  )
}

function Facts({ facts }: { readonly facts: ClusterFacts }) {
  const { cluster: texts } = useTexts()
  const rows = [
    [texts.lent, facts.provider === 'kubeconfig' ? facts.name : ''],
    [texts.kubernetes, facts.kubernetes],
    // Of a lent cluster, its nodes are not ours to know.
    [texts.nodes, facts.nodes === 0 ? '' : String(facts.nodes)],
    [texts.image, facts.provider === 'kind' ? texts.imageKind[facts.image] : ''],
    [texts.network, facts.cni],
    [texts.cgroup, facts.cgroup === 'unknown' ? '' : facts.cgroup],
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
