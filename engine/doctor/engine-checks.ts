import type { DoctorResult } from '#contract/doctor.ts'
import type { Problem } from '#contract/problem.ts'
import type { RuntimeFacts } from '../runtime/container-runtime.ts'
import { passed, type DoctorCheck } from './doctor-check.ts'
import type { DoctorFacts } from './doctor-facts.ts'

const GiB = 1024 ** 3

/** A check that only makes sense where Docker answered. */
function ofEngine(id: DoctorResult['id'], check: (engine: RuntimeFacts, facts: DoctorFacts) => DoctorResult['outcome'], applies = (_facts: DoctorFacts): boolean => true): DoctorCheck {
  return {
    id,
    applies: (facts) => facts.engine.kind === 'answering' && applies(facts),
    check: (facts) => (facts.engine.kind === 'answering' ? check(facts.engine.facts, facts) : problem(facts.engine.problem)),
  }
}

const problem = (found: Problem): DoctorResult['outcome'] => ({ kind: 'problem', problem: found })

const dockerAnswers: DoctorCheck = {
  id: 'docker-answers',
  applies: () => true,
  check: ({ engine }) => (engine.kind === 'answering' ? passed(engine.facts.operatingSystem) : problem(engine.problem)),
}

/** kind 0.33 wants at least this; what we test with, and what has the fixes for pulling and cgroup v2, is newer. */
const [minimum, advised] = ['20.10', '26']

const dockerVersion = ofEngine('docker-version', ({ version }) => {
  if (isOlder(version, minimum)) return problem({ code: 'docker-too-old', params: { version, minimum, advised } })
  return passed(isOlder(version, advised) ? `${version} (< ${advised})` : version)
})

/** By the first two numbers; what cannot be read (a build from source) is taken as new. */
export function isOlder(version: string, than: string): boolean {
  const numbers = (text: string): [number, number] => {
    const [, major = 'Infinity', minor = '0'] = /^v?(\d+)(?:\.(\d+))?/.exec(text) ?? []
    return [Number(major), Number(minor)]
  }
  const [[major, minor], [wantedMajor, wantedMinor]] = [numbers(version), numbers(than)]
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor)
}

const dockerProgram = ofEngine('docker-program', (_engine, facts) => {
  return facts.dockerProgram ? passed(facts.dockerProgram) : problem({ code: 'docker-program-missing', params: {} })
})

const wantedMemory = 4

const memory = ofEngine('memory', ({ memoryBytes }) => {
  const available = (memoryBytes / GiB).toFixed(1)
  // A machine of 4 GiB shows less: its kernel keeps some for itself.
  if (memoryBytes >= wantedMemory * GiB * 0.93) return passed(`${available} GiB`)
  return problem({ code: 'docker-memory-short', params: { available, minimum: wantedMemory } })
})

const cpus = ofEngine('cpus', ({ cpus: available }) => {
  return available >= 2 ? passed(String(available)) : problem({ code: 'docker-cpus-short', params: { available, minimum: 2 } })
})

const wantedDisk = 10

const disk = ofEngine(
  'disk',
  ({ rootDirectory: folder }, { freeDiskBytes = 0 }) => {
    const available = (freeDiskBytes / 1e9).toFixed(1)
    if (freeDiskBytes >= wantedDisk * 1e9) return passed(`${available} GB`)
    return problem({ code: 'docker-disk-short', params: { folder, available, minimum: wantedDisk }, fixes: [{ kind: 'action', action: 'free-disk' }] })
  },
  ({ freeDiskBytes }) => freeDiskBytes !== undefined,
)

const cgroup = ofEngine('cgroup', ({ cgroup: version, rootless }) => {
  return rootless && version === 'v1' ? problem({ code: 'cgroup-rootless-v1', params: {} }) : passed(version)
})

const architecture = ofEngine('architecture', ({ architecture: engine }, { architecture: machine }) => {
  const [theirs, ours] = [familyOf(engine), familyOf(machine)]
  if (theirs === undefined) return problem({ code: 'architecture-unsupported', params: { architecture: engine } })
  if (theirs === 'amd64' && ours === 'arm64') return problem({ code: 'architecture-differs', params: { architecture: engine, machine } })
  return passed(engine)
})

function familyOf(name: string): 'amd64' | 'arm64' | undefined {
  if (/^(x86_64|amd64|x64)$/i.test(name)) return 'amd64'
  return /^(aarch64|arm64)$/i.test(name) ? 'arm64' : undefined
}

const allowedSkew = 5_000

const clock = ofEngine(
  'clock',
  ({ systemTime = 0 }, { now }) => {
    const skew = Math.abs(systemTime - now)
    return skew <= allowedSkew ? passed(`± ${(skew / 1000).toFixed(1)} s`) : problem({ code: 'clock-differs', params: { seconds: Math.round(skew / 1000) } })
  },
  ({ engine }) => engine.kind === 'answering' && engine.facts.systemTime !== undefined,
)

/** What Docker itself must be able to do, in the order in which one would fix it. */
export const engineChecks: readonly DoctorCheck[] = [dockerAnswers, dockerVersion, dockerProgram, memory, cpus, disk, cgroup, architecture, clock]
