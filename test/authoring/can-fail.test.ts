import { describe, expect, it } from 'vitest'
import type { Check } from '#contract/check.ts'
import { labSchema, type Lab } from '#contract/lab.ts'
import type { KubeObject } from '#contract/kube.ts'
import { canFail } from '../../authoring/can-fail.ts'
import type { SampleResult } from '../../engine/checks/sample/sample.ts'
import type { HistoryEntry } from '../../engine/checks/history/history.ts'
import { recordingFormat, type Recording } from '../../authoring/recording.ts'

const service: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'ns-1', labels: { app: 'web' } },
  spec: { type: 'ClusterIP', ports: [{ name: 'a', port: 80 }, { name: 'b', port: 81 }] },
}

function aLab(check: object): Lab {
  const title = { en: 'T', ko: '제목' }
  return labSchema.parse({ apiVersion: 'kindlab.dev/v1', kind: 'Lab', id: 'one', version: '1.0.0', title, summary: title, minutes: 1, steps: [{ id: 'make', title, checks: [{ id: 'made', title, ...check }] }] })
}

function aRecording(...moments: (readonly KubeObject[])[]): Recording {
  return {
    format: recordingFormat,
    name: 'solution',
    lab: 'one',
    version: '1.0.0',
    provenOn: { kubernetes: 'v1.37.0', cni: 'none', cgroup: 'v2', image: 'official' },
    namespaces: { main: 'ns-1' },
    vars: {},
    moments: moments.map((objects, index) => ({ name: `m${index}`, at: index * 60_000, open: ['make'], verdicts: { 'make/made': 'passed' }, objects })),
  }
}

const object: Extract<Check, { object: unknown }>['object'] = { apiVersion: 'v1', kind: 'Service', name: 'web' }
const shown = (check: object, recording: Recording = aRecording([service])): string[] => canFail(aLab(check), [recording]).map(({ about, held }) => `${held ? '✓' : '✗'} ${about}`)

describe('the proof that a check can fail', () => {
  it('covers the object, each field, each assertion, each guard and the hold', () => {
    const check = { object, match: { spec: { type: 'ClusterIP', ports: [{ name: 'a', port: 80 }] } }, assert: ["object.spec.ports.exists(p, p.port == 81)"], unless: ["object.spec.type == 'NodePort'"], hold: '5s' }
    expect(shown(check)).toEqual(['✓ make/made object', '✓ make/made match.spec.type', '✓ make/made match.spec.ports.name', '✓ make/made match.spec.ports.port', '✓ make/made assert[0]', '✓ make/made unless[0]', '✓ make/made hold'])
  })

  it('finds an assertion that is always true', () => {
    expect(shown({ object, assert: ['object.spec.ports.size() >= 0', "object.spec.type == 'ClusterIP'"] })).toEqual(['✓ make/made object', '✗ make/made assert[0]', '✓ make/made assert[1]'])
  })

  it('takes any moment that shows it, in whatever order they were recorded', () => {
    const alone: KubeObject = { ...service, spec: { type: 'ClusterIP', ports: [{ name: 'a', port: 80 }] } }
    // With two ports that would do, changing one of them never makes it fail.
    const check = { object, assert: ['object.spec.ports.exists(p, p.port <= 81)'] }
    const orders = [[service, alone], [alone, service]].map((objects) => canFail(aLab(check), objects.map((one) => aRecording([one]))))
    expect(orders.map((parts) => parts.map(({ held }) => held))).toEqual([[true, true], [true, true]])
  })

  it('finds a guard that can never fall', () => {
    expect(shown({ object, unless: ['object.spec.ports.size() < 0'] })).toEqual(['✓ make/made object', '✗ make/made unless[0]'])
  })

  it('covers counts with their bounds, and that something must have been seen', () => {
    const recording = aRecording([service], [])
    expect(shown({ count: { object, is: 0, after: 'seen' } }, recording)).toEqual(['✓ make/made count', '✓ make/made after'])
    expect(shown({ count: { object: { ...object, name: undefined, labels: { app: 'web' } }, match: { spec: { type: 'ClusterIP' } }, atLeast: 1 } })).toEqual(['✓ make/made count', '✓ make/made match.spec.type'])
  })

  it('finds a count that no number breaks', () => {
    expect(shown({ count: { object, atLeast: 0 } })).toEqual(['✗ make/made count'])
  })

  it('says so when nothing was recorded in which the check passed', () => {
    expect(canFail(aLab({ object }), [aRecording([])])).toEqual([{ about: 'make/made', held: false, found: 'it passed in no recording' }])
  })
})

describe('the proof that a history can fail', () => {
  const history = { object, sequence: ["object.spec.type == 'ClusterIP'", "object.spec.type == 'NodePort'"], always: ['object.spec.ports.exists(p, p.port == 81)'] }
  const versions = ['ClusterIP', 'NodePort'].map((type, index): HistoryEntry => ({ kind: 'version', at: index, object: { ...service, metadata: { ...service.metadata, resourceVersion: String(index) }, spec: { ...(service['spec'] as object), type } } }))
  const recorded = (): Recording => {
    const [moment, ...rest] = aRecording([service]).moments
    return { ...aRecording(), moments: moment === undefined ? rest : [{ ...moment, histories: { 'make/made': versions } }] }
  }

  it('covers its object and each of its conditions', () => {
    expect(shown({ history, assert: ["history.exists(s, s.spec.type == 'NodePort')"] }, recorded())).toEqual([
      '✓ make/made history',
      '✓ make/made history.always[0]',
      '✓ make/made history.sequence[0]',
      '✓ make/made history.sequence[1]',
      '✓ make/made assert[0]',
    ])
  })

  it('finds what no version could break, and a sequence that any beginning fulfils', () => {
    const idle = { object, always: ['object.spec.ports.size() >= 0'], sequence: ['true'] }
    expect(shown({ history: idle }, recorded())).toEqual(['✓ make/made history', '✗ make/made history.always[0]', '✓ make/made history.sequence[0]'])
  })
})

describe('the proof that a check of several objects can fail', () => {
  it('covers them and each field', () => {
    expect(shown({ objects: { apiVersion: 'v1', kind: 'Service', labels: { app: 'web' } }, match: { spec: { type: 'ClusterIP' } } })).toEqual(['✓ make/made objects', '✓ make/made match.spec.type'])
  })
})

describe('the proof that what is tried out can fail', () => {
  const answered = { kind: 'answered', status: 200, headers: { version: 'v2' }, body: 'hello' } as const
  const unanswered = { kind: 'unanswered', why: 'refused', said: 'refused' } as const
  const shownOf = (check: object, sample: SampleResult, objects: readonly KubeObject[] = [service]): string[] => {
    const [moment, ...rest] = aRecording(objects).moments
    return shown(check, { ...aRecording(), moments: moment === undefined ? rest : [{ ...moment, samples: { 'make/made': { ...sample, at: 0 } } }] })
  }

  it('covers an answer and each of its parts', () => {
    expect(shownOf({ http: { service: 'web', expect: { body: 'hello', headers: { version: 'v2' } } } }, { kind: 'http', answers: [answered] })).toEqual([
      '✓ make/made http',
      '✓ make/made http.expect.status',
      '✓ make/made http.expect.body',
      '✓ make/made http.expect.headers.version',
    ])
    expect(shownOf({ http: { service: 'web', expect: { body: '.*' } } }, { kind: 'http', answers: [answered] })).toContain('✗ make/made http.expect.body')
  })

  it('covers a refusal, and that somebody else must be answered', () => {
    expect(shownOf({ http: { service: 'web', from: { labels: { a: 'b' } }, expect: { refused: true } } }, { kind: 'http', answers: [unanswered], elsewhere: answered })).toEqual(['✓ make/made http.expect.refused', '✓ make/made http'])
  })

  it('covers a share', () => {
    const share = { value: 'v2', header: 'version', is: 0.5, within: 0.4, confidence: 0.6 }
    const answers = Array.from({ length: 40 }, (_, index) => ({ ...answered, headers: { version: index % 2 === 0 ? 'v2' : 'v1' } }))
    expect(shownOf({ http: { service: 'web', expect: { share } } }, { kind: 'http', answers })).toEqual(['✓ make/made http.expect.share', '✓ make/made http'])
  })

  it('covers what was measured: each bound, each expression over the values', () => {
    const monitoring: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } }
    const sample: SampleResult = { kind: 'promql', series: [{ labels: { pod: 'a' }, value: '3' }] }
    const check = { promql: { query: 'up', is: 3, atLeast: 2, atMost: 4 }, assert: ['values.all(v, v < 3.5)', 'size(values) >= 0'], unless: ['values.exists(v, v > 90)'] }
    expect(shownOf(check, sample, [monitoring])).toEqual(['✓ make/made promql', '✓ make/made promql.is', '✓ make/made promql.atLeast', '✓ make/made promql.atMost', '✓ make/made assert[0]', '✗ make/made assert[1]', '✓ make/made unless[0]'])
  })

  it('covers a log, a file, a command and an Event', () => {
    const pod: KubeObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'ns-1' } }
    const event: KubeObject = { apiVersion: 'v1', kind: 'Event', metadata: { name: 'e', namespace: 'ns-1' }, involvedObject: { kind: 'Pod', name: 'web' }, reason: 'Killing' }
    expect(shownOf({ log: { pod: { name: 'web' }, matches: 'a' } }, { kind: 'log', logs: [{ pod: 'web', container: 'web', text: 'a' }] }, [pod])).toEqual(['✓ make/made log.matches'])
    expect(shownOf({ file: { path: 'a', matches: 'b' } }, { kind: 'file', text: 'b' })).toEqual(['✓ make/made file', '✓ make/made file.content'])
    expect(shownOf({ command: { run: 'x', matches: 'b', on: [{ apiVersion: 'v1', kind: 'Pod' }] } }, { kind: 'command', exitCode: 0, output: 'b' })).toEqual(['✓ make/made command', '✓ make/made command.matches'])
    expect(shown({ event: { about: { kind: 'Pod', name: 'web' }, reason: 'Killing' } }, aRecording([event]))).toEqual(['✓ make/made event'])
  })
})
