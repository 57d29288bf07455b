import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { printRecording, readRecordings, recordable, recordingFormat, writeRecordings, type Recording } from '../../authoring/recording.ts'

const pod: KubeObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'ns-1' }, spec: { containers: [{ name: 'c' }] } }

const recording: Recording = {
  format: recordingFormat,
  name: 'solution',
  lab: 'one',
  version: '1.0.0',
  provenOn: { kubernetes: 'v1.37.0', cni: 'none', cgroup: 'v2', image: 'official' },
  namespaces: { main: 'ns-1' },
  vars: { port: 8080 },
  moments: [
    { name: 'start', at: 1, open: ['make'], verdicts: { 'make/made': 'not-yet' }, objects: [] },
    { name: 'make solved', at: 2, open: [], verdicts: { 'make/made': 'passed' }, objects: [pod, { ...pod, metadata: { name: 'b' } }] },
  ],
}

describe('a recording', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kindlab-recording-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('is read as it was written, and replaces what was there', async () => {
    await writeRecordings(folder, [{ ...recording, name: 'old' }])
    await writeRecordings(folder, [recording])
    expect(await readRecordings(folder)).toEqual([recording])
  })

  it('has one line an object, so that a change of it can be read', async () => {
    const lines = printRecording(recording).trimEnd().split('\n')
    expect(lines.filter((line) => line.includes('"kind":"Pod"'))).toHaveLength(2)
    expect(JSON.parse(lines.join('\n'))).toEqual(recording)
  })

  it('of another format is named', async () => {
    await writeRecordings(folder, [recording])
    const path = join(folder, 'recordings', 'solution.json')
    await writeFile(path, (await readFile(path, 'utf8')).replace(recordingFormat, 'kindlab.dev/recording/v9'))
    await expect(readRecordings(folder)).rejects.toThrow(/solution\.json is no recording of format kindlab\.dev\/recording\/v1/)
  })
})

describe('what is recorded', () => {
  it('holds no Secret, no certificate of the cluster, and no volume of a token', () => {
    const token = { name: 'kube-api-access-x1', mountPath: '/var/run/secrets' }
    const mounted: KubeObject = { ...pod, spec: { volumes: [token, { name: 'data' }], containers: [{ name: 'c', volumeMounts: [token, { name: 'data' }] }] } }
    expect(recordable({ ...pod, kind: 'Secret' })).toEqual([])
    expect(recordable({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt' } })).toEqual([])
    expect(recordable(mounted)).toEqual([{ ...pod, spec: { volumes: [{ name: 'data' }], containers: [{ name: 'c', volumeMounts: [{ name: 'data' }] }] } }])
  })

  it('leaves out what only takes room', () => {
    const metadata = { name: 'a', managedFields: [{ manager: 'x' }], annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', mine: 'kept' } }
    expect(recordable({ apiVersion: 'v1', kind: 'Service', metadata })).toEqual([{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', annotations: { mine: 'kept' } } }])
  })
})
