import type { Fix, Problem } from '#contract/problem.ts'
import type { MachineFacts, SystemRelease } from './machine-facts.ts'

/** What to do where no Docker answers. */
export type DockerPlan =
  | { readonly kind: 'start'; readonly way: StartWay }
  | { readonly kind: 'install'; readonly recipe: InstallRecipe }
  /** Only the person can: the Problem says how. `tried` goes into its detail. */
  | { readonly kind: 'by-hand'; readonly problem: Problem }

export type StartWay =
  | { readonly kind: 'systemd' }
  /** A `dockerd` started by us. */
  | { readonly kind: 'dockerd'; readonly program: string; readonly ours: boolean }

export type InstallRecipe =
  /** The system's own packages. */
  | { readonly kind: 'system-packages'; readonly packages: readonly string[] }
  /** Debian 13's engine unpacked beside a Debian 12, which lends the rest from its own packages. */
  | { readonly kind: 'unpacked'; readonly suite: 'trixie'; readonly packages: readonly string[]; readonly systemPackages: readonly string[] }

export function planDocker(machine: MachineFacts): DockerPlan {
  if (machine.platform !== 'linux') return { kind: 'by-hand', problem: desktopProblem(machine) }
  if (!machine.isRoot) return { kind: 'by-hand', problem: userProblem(machine) }
  if (machine.ownDockerd) return { kind: 'start', way: { kind: 'dockerd', program: machine.ownDockerd, ours: true } }
  if (machine.systemDockerd && !needsNewerEngine(machine)) return { kind: 'start', way: systemWay(machine, machine.systemDockerd) }
  const recipe = recipeFor(machine)
  return recipe ? { kind: 'install', recipe } : { kind: 'by-hand', problem: missingOnLinux(machine.system) }
}

export function systemWay({ hasSystemd }: Pick<MachineFacts, 'hasSystemd'>, program: string): StartWay {
  return hasSystemd ? { kind: 'systemd' } : { kind: 'dockerd', program, ours: false }
}

/** Debian 12's docker.io (20.10) gives privileged containers every capability, and fails where one is out of reach. */
function needsNewerEngine({ system, mayRaiseLimits }: MachineFacts): boolean {
  return system.id === 'debian' && system.codename === 'bookworm' && !mayRaiseLimits
}

function recipeFor(machine: MachineFacts): InstallRecipe | undefined {
  const { system } = machine
  if (needsNewerEngine(machine)) {
    return { kind: 'unpacked', suite: 'trixie', packages: ['docker.io', 'docker-cli', 'containerd'], systemPackages: ['runc', 'iptables'] }
  }
  if (system.id === 'ubuntu' || system.like.includes('ubuntu')) return { kind: 'system-packages', packages: ['docker.io'] }
  if (system.id !== 'debian') return undefined
  // Since Debian 13 the client is a package of its own, which docker.io only recommends.
  const client = Number(system.version) < 13 ? [] : ['docker-cli']
  return { kind: 'system-packages', packages: ['docker.io', ...client, 'iptables', 'ca-certificates'] }
}

const retry: Fix = { kind: 'action', action: 'retry' }

const withCommand = (command: string | undefined): readonly Fix[] => (command ? [{ kind: 'command', command }, retry] : [retry])

function desktopProblem({ platform, startCommand }: MachineFacts): Problem {
  if (startCommand) return { code: 'docker-not-running', params: {}, fixes: withCommand(startCommand) }
  if (platform === 'win32') return { code: 'docker-missing-windows', params: {}, fixes: withCommand('winget install Docker.DockerDesktop') }
  return { code: 'docker-missing-macos', params: {}, fixes: withCommand('brew install colima docker && colima start') }
}

function userProblem({ systemDockerd, system, hasSystemd }: MachineFacts): Problem {
  if (!systemDockerd) return missingOnLinux(system)
  return { code: 'docker-not-running', params: {}, fixes: withCommand(hasSystemd ? 'sudo systemctl start docker' : 'sudo service docker start') }
}

function missingOnLinux(system: SystemRelease): Problem {
  return { code: 'docker-missing-linux', params: { system: system.name }, fixes: withCommand(installCommand(system)) }
}

const enable = 'sudo systemctl enable --now docker'

/** Each distribution's own command, by its id or by what it says it is like. */
const installCommands: Readonly<Record<string, string>> = {
  ubuntu: 'sudo apt-get update && sudo apt-get install docker.io',
  debian: 'sudo apt-get update && sudo apt-get install docker.io docker-cli',
  fedora: `sudo dnf install moby-engine docker-cli && ${enable}`,
  arch: `sudo pacman -S docker && ${enable}`,
  suse: `sudo zypper install docker && ${enable}`,
  opensuse: `sudo zypper install docker && ${enable}`,
  alpine: 'sudo apk add docker && sudo rc-update add docker && sudo service docker start',
  amzn: `sudo dnf install docker && ${enable}`,
}

export function installCommand({ id, like, version }: SystemRelease): string | undefined {
  if (id === 'debian' && Number(version) < 13) return installCommands['ubuntu']
  return [id, ...like].map((name) => installCommands[name]).find((command) => command !== undefined)
}
