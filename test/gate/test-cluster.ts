import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ProblemError } from '#contract/problem.ts'
import { progressTo } from '#contract/progress.ts'
import { sayProblem, sayStep } from '#contract/say.ts'
import { cacheOf, kindHost } from '../../engine/cluster-host.ts'
import { clusterFiles } from '../../engine/cluster/cluster-files.ts'
import { homeFrom } from '../../engine/files/home.ts'
import { engineFolders } from '../../engine/runtime/engine-folders.ts'
import { findRuntime } from '../../engine/runtime/open-runtime.ts'
import type { PhaseResult } from './phases.ts'

export interface ClusterWish {
  readonly name: string
  /** Where each step is told as it begins. */
  readonly say: (line: string) => void
}

const usualWish: ClusterWish = { name: 'kindlab-test', say: console.log }

/** What undoes the set-up, last thing first. */
const undo: (() => Promise<void>)[] = []

/**
 * The one cluster that tests share, with a home of its own. Everything later runs with `KINDLAB_HOME`, `KINDLAB_CLUSTER`
 * and `KINDLAB_TEST_KUBECONFIG` of it; builds stay where the machine keeps them, so that a second run is quick.
 */
export async function prepareCluster(wish: ClusterWish = usualWish): Promise<PhaseResult> {
  try {
    await bringUp(wish)
    return { passed: 1, failed: 0, skipped: 0 }
  } catch (error) {
    return explain(error, wish.say)
  }
}

export async function removeCluster(): Promise<void> {
  for (const step of undo.splice(0).toReversed()) await step()
}

async function bringUp({ name, say }: ClusterWish): Promise<void> {
  const cache = cacheOf(homeFrom(), process.env)
  const root = await mkdtemp(join(tmpdir(), 'kindlab-test-home-'))
  undo.push(() => rm(root, { recursive: true, force: true }))
  const home = homeFrom({ KINDLAB_HOME: root })
  Object.assign(process.env, { KINDLAB_HOME: root, KINDLAB_CACHE: cache, KINDLAB_CLUSTER: name })
  if ((await findRuntime(process.env)) === undefined) undo.push(stopOurDocker)
  const host = kindHost({ home, environment: process.env })
  const provider = await host.open(aloud(say))
  undo.push(() => provider.down(aloud(say)))
  await provider.up({ recreate: true }, aloud(say))
  Object.assign(process.env, host.runtime?.environment, { KINDLAB_TEST_KUBECONFIG: clusterFiles(home, name).kubeconfig })
}

/** Each step as it begins, so that a log tells where the time went. */
function aloud(say: ClusterWish['say']): ReturnType<typeof progressTo> {
  const started = Date.now()
  return progressTo((event) => {
    if (event.kind === 'step') say(`  ${((event.at - started) / 1000).toFixed(1).padStart(6)} s  ${sayStep(event.code, event.params, 'en')}`)
  }, new AbortController().signal)
}

/** Ends the Docker engine that the set-up started, by its own pid file, and waits until it has gone. */
async function stopOurDocker(): Promise<void> {
  const pid = Number(await readFile(engineFolders(process.env).pidFile, 'utf8').catch(() => ''))
  if (!Number.isInteger(pid) || pid <= 1) return
  process.kill(pid, 'SIGTERM')
  for (const deadline = Date.now() + 30_000; isRunning(pid) && Date.now() < deadline; ) await pause(100)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Where no Docker can be had at all, what needs one is skipped for that reason; any other failure is one. */
function explain(error: unknown, say: ClusterWish['say']): PhaseResult {
  if (!(error instanceof ProblemError)) throw error
  const { says, hint } = sayProblem(error.problem, 'en')
  say(`${says} ${hint}\n${error.problem.detail ?? ''}`)
  const isImpossible = error.problem.code.startsWith('docker-') && process.getuid?.() !== 0
  return isImpossible ? { passed: 0, failed: 0, skipped: 1, impossible: says } : { passed: 0, failed: 1, skipped: 0 }
}
