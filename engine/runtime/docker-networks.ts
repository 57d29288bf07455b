import type Docker from 'dockerode'
import type { ContainerRuntime, Labels, NetworkFacts } from './container-runtime.ts'
import { asking, askingUnless, notFound } from './docker-error.ts'
import { labelFilter } from './label-filter.ts'

type NetworkCalls = Pick<ContainerRuntime, 'networks' | 'network' | 'createNetwork' | 'removeNetwork' | 'volumes' | 'removeVolume'>

/** The calls of the port that are about networks and volumes. */
export function networkCalls(docker: Docker): NetworkCalls {
  return {
    networks: async (labels) => (await asking('list networks', docker.listNetworks({ filters: labelFilter(labels) }))).map(networkFacts),
    network: (name) => readNetwork(docker, name),
    createNetwork: (name, labels) => createNetwork(docker, name, labels),
    removeNetwork: async (id) => {
      await askingUnless(`remove the network ${id}`, notFound, docker.getNetwork(id).remove())
    },
    volumes: async (labels) => (await asking('list volumes', docker.listVolumes({ filters: labelFilter(labels) }))).Volumes.map(({ Name: name }) => ({ name })),
    removeVolume: async (name) => {
      await askingUnless(`remove the volume ${name}`, notFound, docker.getVolume(name).remove())
    },
  }
}

/** By exact name: the engine would also take an id, or the beginning of one. */
async function readNetwork(docker: Docker, name: string): Promise<NetworkFacts | undefined> {
  const list = await asking(`look at the network ${name}`, docker.listNetworks({ filters: { name: [name] } }))
  const found = list.find((network) => network.Name === name)
  return found && networkFacts(found)
}

const mtuOption = 'com.docker.network.driver.mtu'

/** What kind asks for: https://github.com/kubernetes-sigs/kind/blob/v0.33.0/pkg/cluster/internal/providers/docker/network.go */
async function createNetwork(docker: Docker, name: string, labels: Labels): Promise<NetworkFacts> {
  const mtu = await defaultMtu(docker)
  const options = { 'com.docker.network.bridge.enable_ip_masquerade': 'true', ...(mtu === undefined ? {} : { [mtuOption]: mtu }) }
  const network = await asking(`create the network ${name}`, docker.createNetwork({ Name: name, Driver: 'bridge', Labels: { ...labels }, Options: options }))
  return networkFacts(await asking(`look at the network ${name}`, network.inspect()))
}

async function defaultMtu(docker: Docker): Promise<string | undefined> {
  const bridge = await askingUnless('look at the default network', notFound, docker.getNetwork('bridge').inspect())
  return bridge?.Options?.[mtuOption]
}

interface RawNetwork {
  readonly Id: string
  readonly Name: string
  readonly Labels?: Record<string, string> | undefined
}

function networkFacts({ Id: id, Name: name, Labels: labels }: RawNetwork): NetworkFacts {
  return { id, name, labels: labels ?? {} }
}
