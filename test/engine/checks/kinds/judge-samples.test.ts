import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import type { CheckMemory } from '../../../../engine/checks/judge.ts'
import type { SampleResult } from '../../../../engine/checks/sample/sample.ts'
import { aView, judgeOnce, judgeSample, mistakesOf, prepared } from '../../../builders/checks.ts'
import { aPod } from '../../../builders/objects.ts'

const started = (name = 'web', container = 'web'): KubeObject => aPod({ name, labels: { app: 'web' }, status: { containerStatuses: [{ name: container, containerID: 'containerd://1' }] } })
const logged = (text: string): SampleResult => ({ kind: 'log', logs: [{ pod: 'web', container: 'web', text }] })
const ready = { log: { pod: { labels: { app: 'web' } }, matches: '^ready on port ${vars.port}$' } }

describe('a check of a log', () => {
  it('passes when a line matches, and stays so when the log is gone', () => {
    expect(judgeSample(ready, logged('starting\nready on port 8080\n'), [started()])).toEqual({ kind: 'passed' })
    const check = prepared(ready)
    const { memory } = check.judge(aView([started()], { sample: logged('ready on port 8080') }), {})
    expect(check.judge(aView([]), memory).verdict.kind).toBe('passed')
  })

  it('is not-yet while no line does: not across lines, not a part of another', () => {
    expect(judgeSample(ready, logged('ready on port\n8080\nnot ready on port 8080'), [started()])).toMatchObject({
      kind: 'not-yet',
      evidence: [{ code: 'log-unmatched', object: { name: 'web' }, command: 'kubectl logs web', expected: '^ready on port ${vars.port}$' }],
    })
  })

  it('is not-yet while there is no Pod, or none that has ever run', () => {
    expect([judgeSample(ready, undefined, []).kind, judgeSample(ready, undefined, [aPod({ labels: { app: 'web' } })]).kind]).toEqual(['not-yet', 'not-yet'])
  })

  it('is unknown while a Pod runs whose log was not read yet', () => {
    expect(judgeSample(ready, undefined, [started()])).toMatchObject({ kind: 'unknown', problem: { code: 'sample-awaited' } })
  })

  it('asks for the logs of all Pods that are meant, of one container where it is named', () => {
    const { gathers } = prepared({ log: { ...ready.log, container: 'sidecar' } })
    expect(gathers?.kind === 'sample' && gathers.ask(aView([started('a'), started('b', 'sidecar'), aPod({ name: 'other' })]))).toEqual({ kind: 'log', containers: [{ namespace: 'lab-main', pod: 'b', container: 'sidecar' }] })
  })

  it('has its pattern read when the pack is loaded', () => {
    expect(mistakesOf({ log: { pod: { name: 'web' }, matches: '(a' } })).toMatchObject([{ field: 'log.matches' }])
  })
})

const anEvent = (wanted: object = {}): KubeObject => ({ apiVersion: 'v1', kind: 'Event', metadata: { name: 'web.1', namespace: 'lab-main' }, involvedObject: { kind: 'Pod', name: 'web' }, reason: 'FailedScheduling', type: 'Warning', message: '0/1 nodes are available: insufficient memory', ...wanted })
const unscheduled = { event: { about: { kind: 'Pod', name: '${vars.name}' }, reason: 'FailedScheduling', type: 'Warning', matches: 'insufficient memory' } }

describe('a check of an Event', () => {
  it('passes when there is one, and stays so when the cluster forgets it', () => {
    expect(judgeOnce(unscheduled, [anEvent()])).toEqual({ kind: 'passed' })
    const memory: CheckMemory = prepared(unscheduled).judge(aView([anEvent()]), {}).memory
    expect(prepared(unscheduled).judge(aView([]), memory).verdict.kind).toBe('passed')
  })

  it.each([
    ['of another object', { involvedObject: { kind: 'Pod', name: 'web2' } }],
    ['of another kind of object', { involvedObject: { kind: 'Job', name: 'web' } }],
    ['with another reason', { reason: 'Pulled' }],
    ['of another type', { type: 'Normal' }],
    ['that says something else', { message: 'no nodes' }],
    ['in another namespace', { metadata: { name: 'x', namespace: 'lab-dev' } }],
    ['with nothing in it', { involvedObject: null, message: 5 }],
  ])('is not-yet by one %s', (_, other) => {
    expect(judgeOnce(unscheduled, [anEvent(other)])).toMatchObject({ kind: 'not-yet', evidence: [{ code: 'event-missing', object: { kind: 'Pod', name: 'web' }, command: 'kubectl events --for pod/web', expected: 'FailedScheduling' }] })
  })
})

const written = (text?: string): SampleResult => ({ kind: 'file', ...(text === undefined ? {} : { text }) })
const manifest = { file: { path: 'web.yaml', match: { kind: 'Deployment', spec: { replicas: 3, template: { spec: { containers: [{ resources: { limits: { memory: '1Gi' } } }] } } } } } }

describe('a check of a file', () => {
  const yaml = 'kind: Service\n---\nkind: Deployment\nspec:\n  replicas: 3\n  template: { spec: { containers: [{ name: web, resources: { limits: { memory: 1024Mi } } }] } }\n'

  it('passes when one of its documents matches, however it is written', () => {
    expect(judgeSample(manifest, written(yaml))).toEqual({ kind: 'passed' })
  })

  it('is wrong where it differs: it is the learner’s own', () => {
    expect(judgeSample(manifest, written(yaml.replace('replicas: 3', 'replicas: 2')))).toMatchObject({ kind: 'wrong', evidence: [{ code: 'file-different', path: 'spec.replicas', expected: 3, actual: 2, object: { kind: 'File', name: 'web.yaml' } }] })
  })

  it('is not-yet while it is not there, and wrong while it is empty or no YAML', () => {
    expect([written(), written(''), written('{')].map((one) => judgeSample(manifest, one).kind)).toEqual(['not-yet', 'wrong', 'wrong'])
  })

  it('compares its text', () => {
    const check = { file: { path: 'answer.txt', matches: '(?m)^port=${vars.port}$' } }
    expect([judgeSample(check, written('a\nport=8080\n')).kind, judgeSample(check, written('port=80')).kind]).toEqual(['passed', 'wrong'])
  })

  it.each(['../x', '/etc/passwd', 'a/../../b', ''])('does not lead out of the workspace: %s', (path) => {
    expect(() => prepared({ file: { path } })).toThrow(/file-path/)
  })
})

describe('a check by a command', () => {
  const check = { command: { run: 'kubectl auth can-i list pods -n ${ns.main}', on: [{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding' }] } }
  const ran = (exitCode: number, output = ''): SampleResult => ({ kind: 'command', exitCode, output })

  it('passes by its exit code, and by its output where that is wanted', () => {
    expect([judgeSample(check, ran(0)).kind, judgeSample(check, ran(1, 'looked\nno\n')).kind]).toEqual(['passed', 'not-yet'])
    const matching = { command: { ...check.command, matches: '^yes$' } }
    expect([judgeSample(matching, ran(0, 'yes')).kind, judgeSample(matching, ran(0, 'no'))]).toMatchObject(['passed', { kind: 'not-yet', evidence: [{ code: 'output-different', actual: 'no', expected: '^yes$' }] }])
  })

  it('shows the last line of what it printed', () => {
    expect(judgeSample(check, ran(1, 'looked\nno\n'))).toMatchObject({ evidence: [{ code: 'command-failed', actual: 'no' }] })
  })

  it('is run again when something changes that it names, and never longer than 15 s', () => {
    const slow = prepared({ command: { ...check.command, timeout: '10m' } })
    expect(slow.looksAt).toEqual([{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', namespace: 'main' }])
    expect(slow.gathers?.kind === 'sample' && slow.gathers.ask(aView([]))).toEqual({ kind: 'command', script: 'kubectl auth can-i list pods -n lab-main', timeout: 15_000 })
  })
})
