import type Docker from 'dockerode'
import type { ContainerFacts } from './container-runtime.ts'

type State = ContainerFacts['state']

const states: readonly State[] = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']

/** An engine that knows a state we do not is newer than we are; `dead` makes callers look again rather than trust it. */
const stateFrom = (word: string): State => states.find((state) => state === word) ?? 'dead'

type RawNetworks = Readonly<Record<string, { readonly IPAddress?: string }>> | null | undefined

function networksFrom(networks: RawNetworks): ContainerFacts['networks'] {
  return Object.fromEntries(Object.entries(networks ?? {}).map(([name, { IPAddress: ipv4 = '' }]) => [name, { ipv4 }]))
}

/** From a list; the exit code is not in it but in the status line: `Exited (137) 3 seconds ago`. */
export function factsOfListed(raw: Docker.ContainerInfo): ContainerFacts {
  const [, exitCode] = /^Exited \((\d+)\)/.exec(raw.Status) ?? []
  return {
    id: raw.Id,
    name: raw.Names[0]?.replace(/^\//, '') ?? raw.Id,
    image: raw.Image,
    labels: raw.Labels,
    state: stateFrom(raw.State),
    createdAt: raw.Created * 1000,
    ...(exitCode === undefined ? {} : { exitCode: Number(exitCode) }),
    networks: networksFrom(raw.NetworkSettings?.Networks),
  }
}

export function factsOfInspected(raw: Docker.ContainerInspectInfo): ContainerFacts {
  const state = stateFrom(raw.State.Status)
  return {
    id: raw.Id,
    name: raw.Name.replace(/^\//, ''),
    image: raw.Config.Image,
    labels: raw.Config.Labels,
    state,
    createdAt: Date.parse(raw.Created),
    ...(state === 'exited' ? { exitCode: raw.State.ExitCode } : {}),
    networks: networksFrom(raw.NetworkSettings.Networks),
  }
}
