/** An image's name taken apart: `registry.example/a/b:1@sha256:…`. */
export interface ImageReference {
  readonly repository: string
  readonly tag?: string
  readonly digest?: string
}

/** A colon after the last slash begins a tag; before it, it belongs to the registry's port. */
export function parseReference(reference: string): ImageReference {
  const [name = '', digest] = reference.split('@')
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1)
  const repository = colon === -1 ? name : name.slice(0, colon)
  const tag = colon === -1 ? undefined : name.slice(colon + 1)
  return { repository, ...(tag ? { tag } : {}), ...(digest ? { digest } : {}) }
}

/** The name under which the engine keeps exactly these bytes: by digest where there is one, else by tag. */
export function lookupName({ repository, tag, digest }: ImageReference): string {
  return digest ? `${repository}@${digest}` : `${repository}:${tag ?? 'latest'}`
}

/** The registry that an image comes from, as Docker reads it: a first part with a dot, a colon or `localhost`, else Docker Hub. */
export function registryOf({ repository }: ImageReference): string {
  const [first = '', ...rest] = repository.split('/')
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io'
}
