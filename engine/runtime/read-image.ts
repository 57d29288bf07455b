import type Docker from 'dockerode'
import type { ImageFacts } from './container-runtime.ts'
import { askingUnless, notFound } from './docker-error.ts'

/** An image by name or id; undefined where the engine has none. */
export async function readImage(docker: Docker, name: string): Promise<ImageFacts | undefined> {
  const image = await askingUnless(`look at the image ${name}`, notFound, docker.getImage(name).inspect())
  return image && imageFacts({ ...image, Labels: image.Config?.Labels })
}

/** Lists leave out what is empty, as null or not at all. */
interface RawImage {
  readonly Id: string
  readonly Size: number
  readonly RepoTags?: string[] | null | undefined
  readonly RepoDigests?: string[] | null | undefined
  readonly Labels?: Record<string, string> | null | undefined
}

export function imageFacts(image: RawImage): ImageFacts {
  return { id: image.Id, tags: image.RepoTags ?? [], digests: image.RepoDigests ?? [], sizeBytes: image.Size, labels: image.Labels ?? {} }
}
