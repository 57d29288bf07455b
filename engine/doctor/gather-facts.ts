import { readFile, statfs } from 'node:fs/promises'
import { machine } from 'node:os'
import { problemFrom } from '#contract/problem.ts'
import type { ContainerRuntime } from '../runtime/container-runtime.ts'
import { explainAbsence } from '../runtime/open-runtime.ts'
import { findProgram, pathFolders } from '../runtime/machine-facts.ts'
import { askRegistry, registryOf } from './ask-registry.ts'
import type { DoctorFacts, NodeImageFacts } from './doctor-facts.ts'
import { lookAtHome, lookAtVirtualization, lookAtWsl, whyNoLoopback } from './look-around.ts'

export interface DoctorSite {
  /** None where no Docker answered; then the doctor finds out why. */
  readonly runtime: ContainerRuntime | undefined
  /** The folder of `Home`. */
  readonly home: string
  readonly nodeImage: () => Promise<NodeImageFacts>
  readonly otherClusters: () => Promise<DoctorFacts['otherClusters']>
  readonly environment?: NodeJS.ProcessEnv
}

export async function gatherFacts({ runtime, home, environment = process.env, ...site }: DoctorSite): Promise<DoctorFacts> {
  const engine = await greet(runtime, environment)
  const now = Date.now()
  const answering = engine.kind === 'answering' ? engine.facts : undefined
  const proxy = proxyFrom(environment)
  const [nodeImage, otherClusters, ownHome, freeDiskBytes, inotify, loopbackFailure, wsl, virtualization] = await Promise.all([
    site.nodeImage(),
    answering === undefined ? [] : site.otherClusters(),
    lookAtHome(home),
    answering === undefined ? undefined : freeBytes(answering.rootDirectory),
    inotifyLimits(),
    whyNoLoopback(),
    lookAtWsl(),
    answering === undefined ? lookAtVirtualization() : undefined,
  ])
  return {
    engine,
    dockerProgram: findProgram(process.platform === 'win32' ? 'docker.exe' : 'docker', pathFolders(runtime?.environment ?? environment)),
    architecture: machine(),
    now,
    freeDiskBytes,
    inotify,
    proxy,
    home: ownHome,
    loopbackFailure,
    wsl,
    virtualization,
    nodeImage,
    registry: nodeImage.isHere || proxy.server !== '' || answering?.proxy.https ? undefined : await askRegistry(registryOf(nodeImage.reference)),
    otherClusters,
  }
}

async function greet(runtime: ContainerRuntime | undefined, environment: NodeJS.ProcessEnv): Promise<DoctorFacts['engine']> {
  try {
    if (runtime) return { kind: 'answering', facts: await runtime.facts() }
    return { kind: 'silent', problem: await explainAbsence(environment) }
  } catch (error) {
    return { kind: 'silent', problem: problemFrom(error) }
  }
}

/** Docker's root as seen from here. Elsewhere than on Linux a folder of that name is not Docker's. */
async function freeBytes(root: string): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined
  const found = await statfs(root).catch(() => undefined)
  return found && found.bavail * found.bsize
}

async function inotifyLimits(): Promise<DoctorFacts['inotify']> {
  const read = (name: string): Promise<number> => readFile(`/proc/sys/fs/inotify/${name}`, 'utf8').then(Number, () => Number.NaN)
  const [watches, instances] = await Promise.all([read('max_user_watches'), read('max_user_instances')])
  return Number.isNaN(watches) || Number.isNaN(instances) ? undefined : { watches, instances }
}

export function proxyFrom(environment: NodeJS.ProcessEnv): DoctorFacts['proxy'] {
  const value = (name: string): string => environment[name] ?? environment[name.toLowerCase()] ?? ''
  return { server: value('HTTPS_PROXY') || value('HTTP_PROXY'), except: value('NO_PROXY') }
}
