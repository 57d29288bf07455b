import { isIP, BlockList } from 'node:net'
import type { DoctorResult } from '#contract/doctor.ts'
import { passed, type DoctorCheck } from './doctor-check.ts'
import type { DoctorFacts } from './doctor-facts.ts'

/** Below these one node already fails; the advice is what kind gives. https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files */
const inotifyLimits = { watches: { least: 65_536, advised: 524_288 }, instances: { least: 128, advised: 512 } }

const inotify: DoctorCheck = {
  id: 'inotify',
  applies: (facts) => facts.inotify !== undefined,
  check: ({ inotify: found }) => (found ? judgeInotify(found) : passed('')),
}

function judgeInotify(found: NonNullable<DoctorFacts['inotify']>): DoctorResult['outcome'] {
  const short = (['watches', 'instances'] as const).find((name) => found[name] < inotifyLimits[name].least)
  if (short === undefined) return passed(`${found.watches}, ${found.instances}`)
  const { watches, instances } = inotifyLimits
  const command = `sudo sysctl fs.inotify.max_user_watches=${watches.advised} fs.inotify.max_user_instances=${instances.advised}`
  const params = { name: `fs.inotify.max_user_${short}`, available: found[short], minimum: inotifyLimits[short].least }
  return { kind: 'problem', problem: { code: 'inotify-short', params, fixes: [{ kind: 'command', command }] } }
}

/** Where the API server of a cluster on this machine is reached. */
const clusterHosts = ['localhost', '127.0.0.1']

const proxy: DoctorCheck = {
  id: 'proxy',
  applies: (facts) => facts.proxy.server !== '',
  check: ({ proxy: { server, except } }) => {
    const missing = clusterHosts.filter((host) => !isExcepted(host, except))
    if (missing.length === 0) return passed(server)
    const command = `export NO_PROXY=${[except, ...missing].filter(Boolean).join(',')}`
    return { kind: 'problem', problem: { code: 'proxy-catches-cluster', params: { missing: missing.join(', ') }, fixes: [{ kind: 'command', command }] } }
  },
}

/** NO_PROXY as most programs read it: names with their subdomains, addresses, ranges, or `*` for everything. */
export function isExcepted(host: string, except: string): boolean {
  const entries = except.split(/[\s,]+/).filter(Boolean)
  return entries.some((entry) => entry === '*' || entry === host || (isIP(host) === 0 ? isSubdomain(host, entry) : isInRange(host, entry)))
}

const isSubdomain = (host: string, entry: string): boolean => host.endsWith(`.${entry.replace(/^\*?\./, '')}`)

function isInRange(address: string, entry: string): boolean {
  const [network = '', bits] = entry.split('/')
  if (isIP(network) !== 4 || bits === undefined || !/^\d+$/.test(bits) || Number(bits) > 32) return false
  const range = new BlockList()
  range.addSubnet(network, Number(bits))
  return range.check(address)
}

/** What a few workspaces, journals and logs take; images are Docker's. */
const wantedHome = 1

const home: DoctorCheck = {
  id: 'home',
  applies: () => true,
  check: ({ home: { folder, freeBytes, isWritable } }) => {
    if (!isWritable) return { kind: 'problem', problem: { code: 'home-not-writable', params: { folder } } }
    const available = (freeBytes / 1e9).toFixed(1)
    if (freeBytes >= wantedHome * 1e9) return passed(`${folder}, ${available} GB`)
    return { kind: 'problem', problem: { code: 'home-disk-short', params: { folder, available, minimum: wantedHome }, fixes: [{ kind: 'action', action: 'free-disk' }] } }
  },
}

const loopback: DoctorCheck = {
  id: 'loopback',
  applies: () => true,
  check: ({ loopbackFailure: detail }) => {
    return detail === undefined ? passed('127.0.0.1') : { kind: 'problem', problem: { code: 'loopback-closed', params: {}, detail } }
  },
}

const wsl: DoctorCheck = {
  id: 'wsl',
  applies: (facts) => facts.wsl !== undefined,
  check: ({ wsl: found, home: { folder } }) => {
    if (found?.generation === 1) return { kind: 'problem', problem: { code: 'wsl-first-generation', params: {}, fixes: [{ kind: 'command', command: 'wsl --set-version Debian 2' }] } }
    if (/^\/mnt\/[a-z]\//.test(`${folder}/`)) return { kind: 'problem', problem: { code: 'wsl-home-on-windows', params: { folder }, fixes: [{ kind: 'command', command: 'export KINDLAB_HOME=~/.kindlab' }] } }
    return passed(`WSL 2, ${found?.kernel}`)
  },
}

const virtualization: DoctorCheck = {
  id: 'virtualization',
  applies: (facts) => facts.virtualization !== undefined,
  check: ({ virtualization: found }) => (found?.isOn ? passed(found.by) : { kind: 'problem', problem: { code: 'virtualization-off', params: { by: found?.by ?? '' } } }),
}

/** What the machine around Docker must allow. */
export const machineChecks: readonly DoctorCheck[] = [virtualization, wsl, inotify, proxy, loopback, home]
