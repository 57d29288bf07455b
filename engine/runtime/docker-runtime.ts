import type Docker from 'dockerode'
import type { ContainerRuntime } from './container-runtime.ts'
import { containerCalls } from './docker-containers.ts'
import { followContainers } from './docker-events.ts'
import { readFacts } from './docker-facts.ts'
import { imageCalls } from './docker-images.ts'
import { networkCalls } from './docker-networks.ts'

/** The port over one Docker engine. `environment` is what programs that call `docker` themselves need to reach the same one. */
export function dockerRuntime(docker: Docker, environment: ContainerRuntime['environment']): ContainerRuntime {
  return {
    environment,
    facts: () => readFacts(docker),
    follow: (labels, listener) => followContainers(docker, labels, listener),
    ...containerCalls(docker),
    ...imageCalls(docker),
    ...networkCalls(docker),
  }
}
