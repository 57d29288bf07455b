import { ProblemError } from '#contract/problem.ts'
import type { ContainerFacts, ContainerRuntime, ExecResult, Labels, NetworkFacts, RuntimeFacts } from '../../engine/runtime/container-runtime.ts'

/**
 * A container engine in memory: containers, networks and volumes with the states that Docker gives them.
 * What a test does not need rejects, so that nothing passes by accident.
 */
export interface FakeRuntime extends ContainerRuntime {
  readonly things: { containers: ContainerFacts[]; networks: NetworkFacts[]; volumes: { name: string; labels: Labels }[] }
  readonly executed: string[]
}

const facts: RuntimeFacts = {
  version: '29.0.0',
  operatingSystem: 'Ubuntu 24.04',
  architecture: 'x86_64',
  cpus: 2,
  memoryBytes: 8 * 2 ** 30,
  rootDirectory: '/var/lib/docker',
  cgroup: 'v2',
  rootless: false,
  containerdImageStore: false,
  proxy: { http: '', https: '', except: '' },
}

export function fakeRuntime(start: Partial<FakeRuntime['things']> = {}): FakeRuntime {
  const things: FakeRuntime['things'] = { containers: [...(start.containers ?? [])], networks: [...(start.networks ?? [])], volumes: [...(start.volumes ?? [])] }
  const executed: string[] = []
  const change = (id: string, from: readonly ContainerFacts['state'][], state: ContainerFacts['state']): Promise<void> => {
    const found = things.containers.find((one) => one.id === id)
    if (found === undefined) return Promise.reject(new Error(`no such container: ${id}`))
    if (!from.includes(found.state)) return Promise.reject(new Error(`container ${id} is ${found.state}`))
    things.containers = things.containers.map((one) => (one.id === id ? { ...one, state } : one))
    return Promise.resolve()
  }
  const known: Partial<ContainerRuntime> = {
    environment: { DOCKER_HOST: 'tcp://fake' },
    facts: () => Promise.resolve(facts),
    containers: (labels) => Promise.resolve(things.containers.filter((one) => hasAll(one.labels, labels))),
    container: (id) => Promise.resolve(things.containers.find((one) => one.id === id || one.name === id)),
    start: (id) => change(id, ['created', 'exited'], 'running'),
    // As Docker: a paused container cannot be asked to stop.
    stop: (id) => change(id, ['running', 'exited'], 'exited'),
    pause: (id) => change(id, ['running'], 'paused'),
    unpause: (id) => change(id, ['paused'], 'running'),
    remove: (id) => {
      things.containers = things.containers.filter((one) => one.id !== id)
      return Promise.resolve()
    },
    logs: () => Promise.resolve(Buffer.from('')),
    exec: (id, command): Promise<ExecResult> => {
      const found = things.containers.find((one) => one.id === id)
      if (found?.state !== 'running') return Promise.reject(new Error(`container ${id} is ${found?.state ?? 'gone'}`))
      executed.push(command.join(' '))
      return Promise.resolve({ exitCode: 0, stdout: '', stderr: '' })
    },
    networks: (labels) => Promise.resolve(things.networks.filter((one) => hasAll(one.labels, labels))),
    network: (name) => Promise.resolve(things.networks.find((one) => one.name === name)),
    createNetwork: (name, labels) => {
      const network = { id: `network-${name}`, name, labels }
      things.networks = [...things.networks, network]
      return Promise.resolve(network)
    },
    removeNetwork: (id) => {
      const name = things.networks.find((one) => one.id === id)?.name
      const inUse = things.containers.some((one) => name !== undefined && name in one.networks)
      if (inUse) return Promise.reject(new Error(`network ${id} has active endpoints`))
      things.networks = things.networks.filter((one) => one.id !== id)
      return Promise.resolve()
    },
    volumes: (labels) => Promise.resolve(things.volumes.filter((one) => hasAll(one.labels, labels))),
    removeVolume: (name) => {
      things.volumes = things.volumes.filter((one) => one.name !== name)
      return Promise.resolve()
    },
  }
  return new Proxy({ ...known, things, executed } as FakeRuntime, { get: (target, name) => Reflect.get(target, name) ?? refuse(String(name)) })
}

/** Symbols and `then` are asked of every value that is awaited or printed. */
function refuse(name: string): unknown {
  if (name === 'then' || name.startsWith('Symbol(') || name === 'toJSON') return undefined
  return () => Promise.reject(new ProblemError({ code: 'unexpected', params: { message: `the fake engine has no ${name}` } }))
}

function hasAll(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => (value === '' ? key in labels : labels[key] === value))
}
