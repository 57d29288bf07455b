import { describe, expect, it } from 'vitest'
import { fullName, inEveryNode, labImage, nodeImages } from '../../engine/lab-images.ts'
import { someFacts } from '../builders/labs.ts'

const agnhost = 'registry.k8s.io/e2e-test-images/agnhost:2.66.1'

describe('the images of a lab', () => {
  it('are called as a node calls them', () => {
    expect(['nginx:1.29', 'grafana/grafana:12', agnhost, 'nginx@sha256:ab'].map(fullName)).toEqual(['docker.io/library/nginx:1.29', 'docker.io/grafana/grafana:12', agnhost, 'docker.io/library/nginx@sha256:ab'])
  })

  it('are there when every node has them', () => {
    const both = inEveryNode([[{ names: [agnhost, 'docker.io/library/nginx:1.29'], sizeBytes: 50 }], [{ names: ['docker.io/library/nginx:1.29'], sizeBytes: 50 }]])
    expect([labImage('nginx:1.29', both), labImage(agnhost, both)]).toEqual([
      { reference: 'nginx:1.29', presence: 'in-nodes', bytes: 50 },
      { reference: agnhost, presence: 'missing' },
    ])
  })

  it('are not said to be missing by a node that tells only of its largest', () => {
    const many = inEveryNode([Array.from({ length: 50 }, (_, index) => ({ names: [`example.org/a:${index}`] }))])
    expect(labImage(agnhost, many)).toEqual({ reference: agnhost, presence: 'unknown' })
  })

  it('are known without a look where the node image of ours brings them along', async () => {
    expect(labImage(agnhost, await nodeImages({ kind: 'stopped', cluster: someFacts }, undefined)).presence).toBe('in-nodes')
    expect(labImage('nginx:1.29', await nodeImages({ kind: 'stopped', cluster: someFacts }, undefined)).presence).toBe('unknown')
    expect(await nodeImages({ kind: 'paused', cluster: { ...someFacts, image: 'official' } }, undefined)).toBeUndefined()
    expect(await nodeImages({ kind: 'absent' }, undefined)).toBeUndefined()
  })
})
