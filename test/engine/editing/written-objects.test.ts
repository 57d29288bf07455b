import { describe, expect, it } from 'vitest'
import { writtenObjects } from '../../../engine/editing/written-objects.ts'

const faultsIn = (text: string) => {
  const manifest = writtenObjects(text)
  return manifest.kind === 'read' ? [] : manifest.faults.map(({ at, problem }) => [at.startLine, problem.code, problem.params['field']])
}

describe('writtenObjects', () => {
  it('reads every object of a manifest', () => {
    const manifest = writtenObjects('apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: b }\n')
    expect(manifest.kind === 'read' && manifest.objects.map(({ object }) => `${object.kind} ${object.metadata.name}`)).toEqual(['Pod a', 'Service b'])
  })

  it('says what an object still needs, where it would stand', () => {
    expect(faultsIn('kind: Pod\n')).toEqual([[1, 'manifest-incomplete', 'apiVersion']])
    expect(faultsIn('apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {}\n')).toEqual([[3, 'manifest-incomplete', 'metadata.name']])
    expect(faultsIn('- just\n- a list\n')).toEqual([[1, 'manifest-incomplete', 'apiVersion']])
  })

  it('reads nothing where one document is broken', () => {
    expect(faultsIn('apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n---\nkind: [\n')).toEqual([[6, 'manifest-syntax', undefined]])
  })

  it('says that an empty file is empty', () => {
    expect(faultsIn('# later\n')).toEqual([[1, 'manifest-empty', undefined]])
  })
})
