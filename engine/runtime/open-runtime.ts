import type { TextParams } from '#contract/locale.ts'
import type { runtimeQuestions } from '#contract/messages/runtime.ts'
import { ProblemError, type Problem } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import type { ContainerRuntime } from './container-runtime.ts'
import { connectDocker } from './docker-connection.ts'
import { environmentFor, type DockerEndpoint } from './docker-endpoint.ts'
import { planDocker, systemWay, type DockerPlan, type InstallRecipe, type StartWay } from './docker-plan.ts'
import { dockerRuntime } from './docker-runtime.ts'
import { engineFolders, type EngineFolders } from './engine-folders.ts'
import { findDocker, type FoundDocker } from './find-docker.ts'
import { installDocker } from './install-docker.ts'
import { gatherMachine } from './machine-facts.ts'
import { pathFor } from './program-path.ts'
import { startDocker } from './start-docker.ts'

/** Asked before software is installed or started on somebody's machine; the text is in `runtimeQuestions`. */
export interface RuntimeQuestion {
  readonly code: keyof typeof runtimeQuestions
  readonly params: TextParams
}

export interface OpenRuntimeOptions {
  readonly environment: NodeJS.ProcessEnv
  readonly progress: Progress
  /** Where a person is there to answer. Without it, root's machine is taken as ours to set up. */
  readonly ask?: (question: RuntimeQuestion) => Promise<boolean>
}

/**
 * The container engine that the Docker CLI would use. Where none answers it is started, or installed and started
 * (Debian and Ubuntu as root, after asking); elsewhere the Problem says what to do in that system's own words.
 */
export async function openRuntime(options: OpenRuntimeOptions): Promise<ContainerRuntime> {
  const { environment, progress } = options
  progress.step('finding-docker')
  const found = await findDocker(environment)
  const endpoint = found.kind === 'absent' ? await bringUp(options, found.tried) : endpointOf(found)
  return runtimeAt(endpoint, environment)
}

/** As `openRuntime`, but only looks: undefined where no Docker answers. */
export async function findRuntime(environment: NodeJS.ProcessEnv): Promise<ContainerRuntime | undefined> {
  const found = await findDocker(environment)
  return found.kind === 'absent' ? undefined : runtimeAt(endpointOf(found), environment)
}

/** Why no engine is at hand, with the way out that fits this machine; for those who only want to tell. */
export async function explainAbsence(environment: NodeJS.ProcessEnv): Promise<Problem> {
  const found = await findDocker(environment)
  if (found.kind === 'blocked') return found.problem
  const tried = found.kind === 'absent' ? found.tried : ''
  const machine = await gatherMachine(environment, engineFolders(environment))
  const plan = planDocker(machine)
  switch (plan.kind) {
    case 'by-hand':
      return { ...plan.problem, detail: tried }
    case 'start':
      return notRunning(tried).problem
    case 'install':
      return { code: 'docker-missing-linux', params: { system: machine.system.name }, detail: tried, fixes: [{ kind: 'action', action: 'install-docker' }] }
  }
}

async function runtimeAt(endpoint: DockerEndpoint, environment: NodeJS.ProcessEnv): Promise<ContainerRuntime> {
  const path = pathFor(environment, engineFolders(environment))
  return dockerRuntime(await connectDocker(endpoint), { ...environmentFor(endpoint), ...path })
}

function endpointOf(found: Exclude<FoundDocker, { kind: 'absent' }>): DockerEndpoint {
  if (found.kind === 'blocked') throw new ProblemError(found.problem)
  return found.endpoint
}

async function bringUp(options: OpenRuntimeOptions, tried: string): Promise<DockerEndpoint> {
  const folders = engineFolders(options.environment)
  const machine = await gatherMachine(options.environment, folders)
  await carryOut(planDocker(machine), { ...options, folders, tried })
  const found = await findDocker(options.environment)
  if (found.kind === 'absent') throw notRunning(found.tried)
  return endpointOf(found)
}

interface Effort extends OpenRuntimeOptions {
  readonly folders: EngineFolders
  readonly tried: string
}

async function carryOut(plan: DockerPlan, effort: Effort): Promise<void> {
  switch (plan.kind) {
    case 'by-hand':
      throw new ProblemError({ ...plan.problem, detail: effort.tried })
    case 'start':
      if (effort.ask && !(await effort.ask({ code: 'start-docker', params: {} }))) throw notRunning(effort.tried)
      return startDocker(plan.way, effort, effort.progress)
    case 'install':
      await askToInstall(plan.recipe, effort)
      await installDocker(plan.recipe, effort.folders, effort.progress)
      return startDocker(await wayAfterInstall(effort), effort, effort.progress)
  }
}

async function askToInstall(recipe: InstallRecipe, { ask, environment, folders }: Effort): Promise<void> {
  if (!ask) return
  const { system } = await gatherMachine(environment, folders)
  const allowed = await ask({ code: 'install-docker', params: { packages: recipe.packages.join(', '), system: system.name } })
  if (!allowed) throw new ProblemError({ code: 'docker-install-declined', params: {}, fixes: [{ kind: 'action', action: 'install-docker' }] })
}

async function wayAfterInstall({ environment, folders, tried }: Effort): Promise<StartWay> {
  const machine = await gatherMachine(environment, folders)
  if (machine.ownDockerd) return { kind: 'dockerd', program: machine.ownDockerd, ours: true }
  if (machine.systemDockerd) return systemWay(machine, machine.systemDockerd)
  throw notRunning(tried)
}

function notRunning(tried: string): ProblemError {
  const problem: Problem = { code: 'docker-not-running', params: {}, detail: tried, fixes: [{ kind: 'action', action: 'start-docker' }] }
  return new ProblemError(problem)
}
