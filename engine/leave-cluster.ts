import type { Fate } from '#contract/fate.ts'
import type { Engine } from './engine-port.ts'

/** Does to the cluster what the learner chose for the end; one that is not up is left as it is. */
export async function leaveCluster(engine: Engine, fate: Fate): Promise<void> {
  const { cluster } = await engine.refreshStatus()
  if (cluster.kind !== 'ready' && !(cluster.kind === 'paused' && fate !== 'pause')) return
  if (fate === 'pause') await engine.pause()
  if (fate === 'stop') await engine.stop()
  if (fate === 'down') await engine.down()
}
