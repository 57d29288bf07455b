import type { Readable } from 'node:stream'
import type Docker from 'dockerode'
import { ProblemError } from '#contract/problem.ts'
import type { Progress } from '#contract/progress.ts'
import type { ContainerRuntime, ImageFacts, Labels } from './container-runtime.ts'
import { asking, askingUnless, notFound } from './docker-error.ts'
import { followMessages, lineOf, type EngineMessage } from './engine-messages.ts'
import { lookupName, parseReference } from './image-reference.ts'
import { labelFilter } from './label-filter.ts'
import { openAnswer } from './open-answer.ts'
import { pullImage } from './pull-image.ts'
import { imageFacts, readImage } from './read-image.ts'

type ImageCalls = Pick<ContainerRuntime, 'image' | 'images' | 'pull' | 'importRoot' | 'commit' | 'tag' | 'save' | 'load' | 'removeImage'>

/** The calls of the port that are about images. */
export function imageCalls(docker: Docker): ImageCalls {
  return {
    image: (reference) => readImage(docker, lookupName(parseReference(reference))),
    images: (labels) => listImages(docker, labels),
    pull: (reference, progress) => pullImage(docker, reference, progress),
    importRoot: (tar, reference, changes, progress) => importRoot(docker, { tar, reference, changes }, progress),
    commit: (id, reference, changes) => commitContainer(docker, id, reference, changes),
    tag: (source, reference) => tagImage(docker, source, reference),
    save: (references) => saveImages(docker, references),
    load: (tar, progress) => loadImages(docker, tar, progress),
    removeImage: async (reference) => {
      await askingUnless(`remove the image ${reference}`, notFound, docker.getImage(reference).remove())
    },
  }
}

async function mustRead(docker: Docker, reference: string): Promise<ImageFacts> {
  const image = await readImage(docker, reference)
  if (!image) throw new ProblemError({ code: 'image-missing', params: { image: reference } })
  return image
}

async function listImages(docker: Docker, labels: Labels): Promise<readonly ImageFacts[]> {
  const images = await asking('list images', docker.listImages({ filters: labelFilter(labels) }))
  return images.map(imageFacts)
}

interface RootImport {
  readonly tar: Readable
  readonly reference: string
  readonly changes: readonly string[]
}

async function importRoot(docker: Docker, { tar, reference, changes }: RootImport, progress: Progress): Promise<ImageFacts> {
  const { repository, tag } = parseReference(reference)
  const query = { repo: repository, tag: tag ?? 'latest', changes, abortSignal: progress.signal }
  await sendArchive(`import ${reference}`, tar, () => docker.importImage(tar, query), progress)
  return mustRead(docker, reference)
}

async function commitContainer(docker: Docker, id: string, reference: string, changes: readonly string[]): Promise<ImageFacts> {
  const { repository, tag } = parseReference(reference)
  await asking(`commit ${id} as ${reference}`, docker.getContainer(id).commit({ repo: repository, tag: tag ?? 'latest', changes }))
  return mustRead(docker, reference)
}

async function tagImage(docker: Docker, source: string, reference: string): Promise<void> {
  const { repository, tag } = parseReference(reference)
  await asking(`tag ${source} as ${reference}`, docker.getImage(source).tag({ repo: repository, tag: tag ?? 'latest' }))
}

/** One archive of several images; dockerode itself only asks for one at a time. */
function saveImages(docker: Docker, references: readonly string[]): Promise<Readable> {
  const names = references.map((name) => ['names', name] as const)
  return asking(`save ${references.join(', ')}`, openAnswer(docker, '/images/get', names))
}

function loadImages(docker: Docker, tar: Readable, progress: Progress): Promise<void> {
  return sendArchive('load images', tar, () => docker.loadImage(tar, { abortSignal: progress.signal }), progress)
}

/** Sends an archive and follows what the engine says of it. When that fails, whoever writes the archive is let go too. */
async function sendArchive(what: string, tar: Readable, send: () => Promise<NodeJS.ReadableStream>, progress: Progress): Promise<void> {
  progress.signal.throwIfAborted()
  try {
    // dockerode types the answer as the older interface; it is Node's IncomingMessage.
    const answer = (await asking(what, send())) as Readable
    await asking(what, followMessages(answer, (message) => report(message, progress), progress.signal))
  } catch (error) {
    tar.destroy()
    progress.signal.throwIfAborted()
    throw error
  }
}

function report(message: EngineMessage, progress: Progress): void {
  const { current, total } = message.progressDetail ?? {}
  if (current !== undefined && total) progress.fraction(current / total)
  else progress.log(lineOf(message))
}
