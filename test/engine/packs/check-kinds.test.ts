import { describe, expect, it } from 'vitest'
import { readPack } from '../../../engine/packs/load-pack.ts'
import { printPackProblem } from '../../../engine/packs/pack-problem.ts'
import { aPackWithLab } from '../../builders/pack-files.ts'

const written = 'count: { object: { apiVersion: v1, kind: Service, name: web }, is: 0, after: seen }'

/** The second check of the small lab is this instead. It stands in line 25, from column 9. */
function faultsOf(check: string): string[] {
  const result = readPack(aPackWithLab(written, check))
  return result.kind === 'loaded' ? [] : result.problems.map((problem) => printPackProblem(problem, 'en').replace('010-one/lab.yaml:', ''))
}

const kinds = [
  'objects: { apiVersion: v1, kind: Pod, labels: { app: web } }',
  'history: { object: { apiVersion: apps/v1, kind: Deployment, name: web }, since: settled, always: ["object.status.readyReplicas > 0"], probe: { http: { service: web } } }',
  'http: { service: web, port: 80, path: "/a/..b?x=${vars.port}", expect: { status: 200, body: x, headers: { v: y } }, every: 2s }',
  'http: { service: web, from: { labels: { role: client } }, expect: { refused: true } }',
  'http: { service: web, expect: { share: { header: version, value: v2, is: 0.2, within: 0.08 } } }',
  'log: { pod: { labels: { app: web } }, container: web, matches: "port ${vars.port}" }',
  'event: { about: { kind: Pod, name: web }, reason: FailedScheduling, type: Warning }',
  'file: { path: a/b.yaml, match: { kind: Pod } }',
  'command: { run: kubectl auth can-i list pods, on: [{ apiVersion: v1, kind: Pod }] }',
  'promql: { query: up, is: 1 }',
]

describe('a check of each kind', () => {
  it.each(kinds)('loads: %s', (check) => {
    expect(faultsOf(check)).toEqual([])
  })

  it.each([
    ['http: { servise: web }', '25:17 steps[1].checks[0].http.servise: There is no field `servise` here. Did you mean `service`?'],
    ['http: { service: web, path: a }', 'http.path'],
    ['http: { service: web, path: /../../secrets }', 'http.path'],
    ['http: { service: web, path: "/a b" }', 'http.path'],
    ['http: { service: web, expect: { stauts: 200 } }', 'stauts'],
    ['http: { service: web, expect: { body: "(" } }', 'http.expect.body'],
    ['history: { object: { apiVersion: apps/v1, kind: Deployment, name: web }, since: begun, always: ["true"] }', 'history.since'],
    ['history: { object: { apiVersion: apps/v1, kind: Deployment, name: web }, always: ["object.status.redyReplicas > 0"] }', 'history.always[0]'],
    ['log: { pod: { name: web }, match: ready }', 'log.match'],
    ['file: { path: ../secret }', 'file.path'],
    ['event: { about: { kind: Pod }, type: Bad }', 'event.type'],
    ['command: { run: "true", on: [] }', 'command.on'],
    ['htp: { service: web }', 'htp'],
  ])('is refused with the place of its mistake: %s', (check, place) => {
    const faults = faultsOf(check)
    expect(faults.some((fault) => fault.includes(place)), faults.join('\n')).toBe(true)
    expect(faults.every((fault) => /^25:\d+ |^22:\d+ |^23:\d+ /.test(fault)), faults.join('\n')).toBe(true)
  })
})
