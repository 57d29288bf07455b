import { join } from 'node:path'
import type { ContainerRuntime, ImageFacts } from '../runtime/container-runtime.ts'
import { changeInContainer } from './change-in-container.ts'
import { imageStep, type ImageStep } from './image-step.ts'
import { recipesFolder } from './node-recipe.ts'

/** No systemd and no service: a login shell on a TTY. An interactive bash ignores TERM and ends on HUP. */
const terminalChanges = [
  'ENTRYPOINT ["/bin/bash","-l"]',
  'CMD []',
  'STOPSIGNAL SIGHUP',
  'ENV LANG=C.UTF-8',
  'ENV EDITOR=nano',
  'ENV KUBE_EDITOR=nano',
  'WORKDIR /home/learner',
]

/** A learner's terminal: a node image, ours or the official one, with one layer of editors and a shell that completes. */
export function terminalImageStep(runtime: ContainerRuntime, cache: string, base: ImageFacts & { readonly reference: string }): ImageStep {
  const recipe = join(recipesFolder, 'terminal')
  return imageStep(runtime, {
    repository: 'kindlab/terminal',
    code: 'images-make-terminal',
    ingredients: { values: [base.id, terminalChanges], files: [recipe], root: recipesFolder },
    build: ({ reference, label }, progress) =>
      changeInContainer(runtime, {
        from: base.reference,
        to: reference,
        command: ['bash', '/mnt/install.sh'],
        environment: proxies(process.env),
        files: { source: recipe, target: '/mnt' },
        // The host's network: where a machine reaches its packages only through a proxy on itself, so does the container.
        network: 'host',
        changes: [...terminalChanges, label],
        cache,
        progress,
      }),
  })
}

const proxyNames = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']

function proxies(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(proxyNames.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])))
}
