import { describe, expect, it } from 'vitest'
import type { DoctorResult } from '#contract/doctor.ts'
import { examine } from '../../../engine/doctor/doctor-check.ts'
import type { DoctorFacts } from '../../../engine/doctor/doctor-facts.ts'
import { engineChecks, isOlder } from '../../../engine/doctor/engine-checks.ts'
import { isExcepted, machineChecks } from '../../../engine/doctor/machine-checks.ts'
import { proxyFrom } from '../../../engine/doctor/gather-facts.ts'
import { supplyChecks } from '../../../engine/doctor/supply-checks.ts'
import type { RuntimeFacts } from '../../../engine/runtime/container-runtime.ts'

const GiB = 1024 ** 3
const noon = Date.UTC(2026, 10, 24, 12)

function anEngine(some: Partial<RuntimeFacts> = {}): RuntimeFacts {
  return {
    version: '28.1.0',
    operatingSystem: 'Docker Desktop',
    architecture: 'x86_64',
    cpus: 4,
    memoryBytes: 8 * GiB,
    rootDirectory: '/var/lib/docker',
    cgroup: 'v2',
    rootless: false,
    containerdImageStore: false,
    proxy: { http: '', https: '', except: '' },
    systemTime: noon,
    ...some,
  }
}

function facts(some: Partial<DoctorFacts> = {}, engine: Partial<RuntimeFacts> = {}): DoctorFacts {
  return {
    engine: { kind: 'answering', facts: anEngine(engine) },
    dockerProgram: '/usr/bin/docker',
    architecture: 'x86_64',
    now: noon,
    freeDiskBytes: 50e9,
    inotify: { watches: 1_048_576, instances: 1024 },
    proxy: { server: '', except: '' },
    home: { folder: '/home/haru/.local/share/kindlab', freeBytes: 20e9, isWritable: true },
    loopbackFailure: undefined,
    wsl: undefined,
    virtualization: undefined,
    nodeImage: { reference: 'kindest/node:v1.37.0@sha256:a1', isHere: true, canBeBuilt: false },
    registry: undefined,
    otherClusters: [],
    ...some,
  }
}

const results = (some?: Partial<DoctorFacts>, engine?: Partial<RuntimeFacts>): readonly DoctorResult[] => examine([...engineChecks, ...supplyChecks, ...machineChecks], facts(some, engine))

function found(id: string, some?: Partial<DoctorFacts>, engine?: Partial<RuntimeFacts>): DoctorResult['outcome'] | undefined {
  return results(some, engine).find((one) => one.id === id)?.outcome
}

const fetched: DoctorFacts['nodeImage'] = { reference: 'kindest/node:v1.37.0@sha256:a1', isHere: false, canBeBuilt: false }
const silentRegistry: DoctorFacts['registry'] = { kind: 'unreachable', host: 'registry-1.docker.io', detail: 'ENOTFOUND' }
const roomy: DoctorFacts['home'] = { folder: '/data', freeBytes: 20e9, isWritable: true }

describe('the doctor', () => {
  it('says of a good machine what it found', () => {
    const notes = results().map(({ id, outcome }) => [id, outcome.kind === 'passed' ? outcome.note : outcome.problem.code])
    expect(Object.fromEntries(notes)).toEqual({
      'docker-answers': 'Docker Desktop',
      'docker-version': '28.1.0',
      'docker-program': '/usr/bin/docker',
      memory: '8.0 GiB',
      cpus: '4',
      disk: '50.0 GB',
      cgroup: 'v2',
      architecture: 'x86_64',
      clock: '± 0.0 s',
      'node-image': 'kindest/node:v1.37.0',
      'other-clusters': '0',
      inotify: '1048576, 1024',
      loopback: '127.0.0.1',
      home: '/home/haru/.local/share/kindlab, 20.0 GB',
    })
  })

  it('asks nothing more of a Docker that does not answer', () => {
    const silent = { code: 'docker-not-running', params: {} } as const
    expect(results({ engine: { kind: 'silent', problem: silent } })).toEqual([
      { id: 'docker-answers', outcome: { kind: 'problem', problem: silent } },
      { id: 'inotify', outcome: { kind: 'passed', note: '1048576, 1024' } },
      { id: 'loopback', outcome: { kind: 'passed', note: '127.0.0.1' } },
      { id: 'home', outcome: { kind: 'passed', note: '/home/haru/.local/share/kindlab, 20.0 GB' } },
    ])
  })

  it('asks nothing that cannot be known: the disk of a virtual machine, the clock of an engine that does not tell', () => {
    expect(found('disk', { freeDiskBytes: undefined })).toBeUndefined()
    expect(found('inotify', { inotify: undefined })).toBeUndefined()
    const { systemTime: _untold, ...engine } = anEngine()
    expect(found('clock', { engine: { kind: 'answering', facts: engine } })).toBeUndefined()
  })

  it.each([
    ['docker-version', {}, { version: '19.03.15' }, { code: 'docker-too-old', params: { version: '19.03.15', minimum: '20.10', advised: '26' } }],
    ['docker-program', { dockerProgram: undefined }, {}, { code: 'docker-program-missing' }],
    ['memory', {}, { memoryBytes: 2 * GiB }, { code: 'docker-memory-short', params: { available: '2.0', minimum: 4 } }],
    ['cpus', {}, { cpus: 1 }, { code: 'docker-cpus-short', params: { available: 1, minimum: 2 } }],
    ['disk', { freeDiskBytes: 9.9e9 }, {}, { code: 'docker-disk-short', params: { folder: '/var/lib/docker', available: '9.9', minimum: 10 } }],
    ['cgroup', {}, { cgroup: 'v1', rootless: true }, { code: 'cgroup-rootless-v1' }],
    ['architecture', {}, { architecture: 's390x' }, { code: 'architecture-unsupported', params: { architecture: 's390x' } }],
    ['architecture', { architecture: 'arm64' }, {}, { code: 'architecture-differs', params: { architecture: 'x86_64', machine: 'arm64' } }],
    ['clock', { now: noon + 61_000 }, {}, { code: 'clock-differs', params: { seconds: 61 } }],
    ['inotify', { inotify: { watches: 8192, instances: 128 } }, {}, { code: 'inotify-short', params: { name: 'fs.inotify.max_user_watches', available: 8192, minimum: 65_536 } }],
    ['inotify', { inotify: { watches: 65_536, instances: 127 } }, {}, { code: 'inotify-short', params: { name: 'fs.inotify.max_user_instances' } }],
    ['node-image', { nodeImage: fetched, registry: silentRegistry }, {}, { code: 'node-image-out-of-reach', params: { image: 'kindest/node:v1.37.0', host: 'registry-1.docker.io' }, detail: 'ENOTFOUND' }],
    ['encryption', { nodeImage: fetched, registry: { kind: 'intercepted', host: 'registry-1.docker.io', issuer: 'Example Corp' } }, {}, { code: 'encryption-intercepted', params: { host: 'registry-1.docker.io', issuer: 'Example Corp' } }],
    ['other-clusters', { otherClusters: [{ name: 'class', isInUse: false }] }, {}, { code: 'clusters-left', params: { clusters: 'class' }, fixes: [{ command: 'KINDLAB_CLUSTER=class kindlab down' }] }],
    ['virtualization', { virtualization: { by: 'Hyper-V', isOn: false } }, {}, { code: 'virtualization-off', params: { by: 'Hyper-V' } }],
    ['wsl', { wsl: { generation: 1, kernel: '4.4.0' } }, {}, { code: 'wsl-first-generation' }],
    ['wsl', { wsl: { generation: 2, kernel: '6.6' }, home: { ...roomy, folder: '/mnt/c/Users/haru/kindlab' } }, {}, { code: 'wsl-home-on-windows', params: { folder: '/mnt/c/Users/haru/kindlab' } }],
    ['loopback', { loopbackFailure: 'Error: EACCES' }, {}, { code: 'loopback-closed', detail: 'Error: EACCES' }],
    ['home', { home: { ...roomy, isWritable: false } }, {}, { code: 'home-not-writable', params: { folder: '/data' } }],
    ['home', { home: { ...roomy, freeBytes: 0.94e9 } }, {}, { code: 'home-disk-short', params: { folder: '/data', available: '0.9', minimum: 1 } }],
  ] as const)('finds what is wrong with %s', (id, some, engine, problem) => {
    expect(found(id, some, engine)).toMatchObject({ kind: 'problem', problem })
  })

  it.each([
    ['docker-version', {}, { version: '20.10.24+dfsg1' }, '20.10.24+dfsg1 (< 26)'],
    ['docker-version', {}, { version: 'dev' }, 'dev'],
    ['memory', {}, { memoryBytes: 3.83 * GiB }, '3.8 GiB'],
    ['disk', { freeDiskBytes: 10e9 }, {}, '10.0 GB'],
    ['cgroup', {}, { cgroup: 'v1' }, 'v1'],
    ['architecture', {}, { architecture: 'aarch64' }, 'aarch64'],
    ['clock', { now: noon - 5_000 }, {}, '± 5.0 s'],
    ['inotify', { inotify: { watches: 65_536, instances: 128 } }, {}, '65536, 128'],
    ['node-image', { nodeImage: fetched, registry: { kind: 'trusted', host: 'registry-1.docker.io' } }, {}, 'kindest/node:v1.37.0 ← registry-1.docker.io'],
    ['node-image', { nodeImage: { ...fetched, canBeBuilt: true }, registry: silentRegistry }, {}, 'kindest/node:v1.37.0 ← apt, go'],
    ['encryption', { nodeImage: fetched, registry: { kind: 'trusted', host: 'registry-1.docker.io' } }, {}, 'registry-1.docker.io'],
    ['other-clusters', { otherClusters: [{ name: 'class', isInUse: true }] }, {}, 'class'],
    ['virtualization', { virtualization: { by: 'Hyper-V', isOn: true } }, {}, 'Hyper-V'],
    ['wsl', { wsl: { generation: 2, kernel: '6.6' }, home: { ...roomy, folder: '/mnt/data' } }, {}, 'WSL 2, 6.6'],
    ['home', { home: { ...roomy, freeBytes: 1e9 } }, {}, '/data, 1.0 GB'],
  ] as const)('lets pass what just suffices for %s', (id, some, engine, note) => {
    expect(found(id, some, engine)).toEqual({ kind: 'passed', note })
  })
})

describe('a proxy', () => {
  it('is not asked about where there is none', () => {
    expect(found('proxy')).toBeUndefined()
  })

  it('must leave out the cluster on this machine', () => {
    const except = 'corp.example'
    expect(found('proxy', { proxy: { server: 'http://p:3128', except } })).toMatchObject({
      problem: { code: 'proxy-catches-cluster', params: { missing: 'localhost, 127.0.0.1' }, fixes: [{ command: 'export NO_PROXY=corp.example,localhost,127.0.0.1' }] },
    })
    expect(found('proxy', { proxy: { server: 'http://p:3128', except: 'localhost,127.0.0.0/8' } })).toEqual({ kind: 'passed', note: 'http://p:3128' })
  })

  it.each([
    ['127.0.0.1', '*', true],
    ['127.0.0.1', '10.0.0.0/8, 127.0.0.0/8', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.0/99', false],
    ['127.0.0.1', '10.0.0.0/8', false],
    ['localhost', 'host', false],
    ['a.corp.example', '.corp.example', true],
    ['a.corp.example', 'corp.example', true],
  ])('leaves %s out by NO_PROXY=%s: %s', (host, except, is) => {
    expect(isExcepted(host, except)).toBe(is)
  })

  it('is read in either case', () => {
    expect(proxyFrom({ https_proxy: 'http://p', NO_PROXY: 'x' })).toEqual({ server: 'http://p', except: 'x' })
  })
})

it('versions are compared by their numbers', () => {
  expect(['20.9', '20.10', '26.0', '100.0'].map((version) => isOlder(version, '20.10'))).toEqual([true, false, false, false])
})
