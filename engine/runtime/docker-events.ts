import type { Readable } from 'node:stream'
import type Docker from 'dockerode'
import type { Disposable } from '#contract/lifecycle.ts'
import type { Labels, News } from './container-runtime.ts'
import { asking } from './docker-error.ts'
import { labelFilter } from './label-filter.ts'

/** What changes whether a container is there and runs. */
const telling = ['start', 'die', 'pause', 'unpause', 'destroy']

/** Listens to the engine's own stream of events; that it ends is how the engine's end is heard of. */
export async function followContainers(docker: Docker, labels: Labels, listener: (news: News) => void): Promise<Disposable> {
  const stream: Readable = destroyable(await asking('tell of its containers', docker.getEvents({ filters: { type: ['container'], event: telling, ...labelFilter(labels) } })))
  let isOver = false
  const end = (): void => {
    if (isOver) return
    isOver = true
    listener('lost')
  }
  // What exactly happened is not read: whoever listens looks at what is there now.
  stream.on('data', () => listener('changed'))
  for (const sign of ['end', 'close', 'error']) stream.on(sign, end)
  return {
    dispose: () => {
      isOver = true
      stream.destroy()
    },
  }
}

/** dockerode promises no more than a stream to read from; what it gives is the answer of an HTTP request, which can be ended. */
const destroyable = (stream: NodeJS.ReadableStream): Readable => stream as Readable
