import { expect, it } from 'vitest'
import type { EngineStatus } from '../../../contract/status.ts'
import { diagnosticsText } from '../../../renderer/actions/diagnostics-text.ts'

const ready: EngineStatus = { provider: 'kind', cluster: { kind: 'ready', cluster: { name: 'kindlab', provider: 'kind', kubernetes: 'v1.37.0', nodes: 1, image: 'built', cgroup: 'v2', cni: 'kube-router' } } }

it('says of this machine what somebody who helps wants to know', () => {
  const text = diagnosticsText({ agent: 'a browser', status: ready, doctor: [{ id: 'memory', outcome: { kind: 'passed', note: '8 GiB' } }, { id: 'docker-answers', outcome: { kind: 'problem', problem: { code: 'docker-not-answering', params: {} } as never } }] }, 'en')
  expect(text.split('\n')).toEqual(['Kindlab · a browser', 'cluster: ready kindlab · kind · v1.37.0 · 1 · built · v2 · kube-router', '✓ memory: 8 GiB', expect.stringMatching(/^≠ docker-answers: .+/)])
})

it('is worth sending before the engine has said anything', () => {
  expect(diagnosticsText({ agent: 'a browser', status: undefined, doctor: [] }, 'ko')).toBe('Kindlab · a browser')
})
