import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { labSchema, type Lab } from '#contract/lab.ts'
import { recordingFormat, type Recording } from '../../authoring/recording.ts'
import { tryExpressions } from '../../authoring/try-expressions.ts'

const service: KubeObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'ns-1' }, spec: { type: 'ClusterIP', ports: [{ port: 80 }] } }
const bare: KubeObject = { ...service, spec: { type: 'ClusterIP' } }

function tried(check: object, ...moments: (readonly KubeObject[])[]): string[] {
  const title = { en: 'T', ko: '제목' }
  const lab: Lab = labSchema.parse({ apiVersion: 'kindlab.dev/v1', kind: 'Lab', id: 'one', version: '1.0.0', title, summary: title, minutes: 1, steps: [{ id: 'make', title, checks: [{ id: 'made', title, object: { apiVersion: 'v1', kind: 'Service', name: 'web' }, ...check }] }] })
  const recording: Recording = {
    format: recordingFormat, name: 'solution', lab: 'one', version: '1.0.0', namespaces: { main: 'ns-1' }, vars: {},
    provenOn: { kubernetes: 'v1.37.0', cni: 'none', cgroup: 'v2', image: 'official' },
    moments: moments.map((objects, index) => ({ name: `m${index}`, at: index * 60_000, open: ['make'], verdicts: { 'make/made': 'passed' }, objects })),
  }
  return tryExpressions(lab, [recording]).map(({ place, found }) => `${place}: ${found}`)
}

describe('expressions run on recordings', () => {
  it('are fine where they can be told to be true or false', () => {
    expect(tried({ assert: ['object.spec.ports[0].port == 80'], unless: ["object.spec.type == 'NodePort'"] }, [service])).toEqual([])
  })

  it('are told where an item is not always there, once for all its moments', () => {
    expect(tried({ assert: ["object.spec.type != ''", 'object.spec.ports[0].port == 80'] }, [service], [bare], [bare])).toEqual([
      expect.stringMatching(/^make\/made assert\[1\]: object\.spec\.ports\[0\]\.port == 80 cannot be evaluated at “m\d” of solution: /),
    ])
  })

  it('are told where types do not fit', () => {
    expect(tried({ assert: ["object.spec.ports.exists(p, p.port > '80')"] }, [service])).toHaveLength(1)
  })

  it('are told of guards, which would fall silent', () => {
    expect(tried({ unless: ["object.spec.type == 'x'", 'object.spec.ports[1].port == 80'] }, [service])).toEqual([expect.stringContaining('make/made unless[1]: ')])
  })

  it('are fine while the object is not there', () => {
    expect(tried({ assert: ['object.spec.ports[0].port == 80'] }, [])).toEqual([])
  })
})
