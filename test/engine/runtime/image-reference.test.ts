import { describe, expect, it } from 'vitest'
import { lookupName, parseReference, registryOf } from '../../../engine/runtime/image-reference.ts'

describe('an image’s reference', () => {
  it.each([
    ['nginx', { repository: 'nginx' }, 'nginx:latest', 'docker.io'],
    ['nginx:1', { repository: 'nginx', tag: '1' }, 'nginx:1', 'docker.io'],
    ['localhost:5000/a/b', { repository: 'localhost:5000/a/b' }, 'localhost:5000/a/b:latest', 'localhost:5000'],
    ['kindest/node:v1@sha256:ab', { repository: 'kindest/node', tag: 'v1', digest: 'sha256:ab' }, 'kindest/node@sha256:ab', 'docker.io'],
    ['ghcr.io/a@sha256:ab', { repository: 'ghcr.io/a', digest: 'sha256:ab' }, 'ghcr.io/a@sha256:ab', 'ghcr.io'],
    ['localhost/a:1', { repository: 'localhost/a', tag: '1' }, 'localhost/a:1', 'localhost'],
  ])('%s comes apart', (reference, parts, lookup, registry) => {
    expect(parseReference(reference)).toEqual(parts)
    expect(lookupName(parseReference(reference))).toBe(lookup)
    expect(registryOf(parseReference(reference))).toBe(registry)
  })
})
