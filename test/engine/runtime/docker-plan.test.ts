import { describe, expect, it } from 'vitest'
import { installCommand, planDocker } from '../../../engine/runtime/docker-plan.ts'
import { hasCapability, parseRelease, type MachineFacts, type SystemRelease } from '../../../engine/runtime/machine-facts.ts'

const bookworm: SystemRelease = { id: 'debian', like: [], codename: 'bookworm', version: '12', name: 'Debian GNU/Linux 12 (bookworm)' }
const trixie: SystemRelease = { ...bookworm, codename: 'trixie', version: '13', name: 'Debian GNU/Linux 13 (trixie)' }
const ubuntu: SystemRelease = { id: 'ubuntu', like: ['debian'], codename: 'noble', version: '24.04', name: 'Ubuntu 24.04.2 LTS' }
const mint: SystemRelease = { id: 'linuxmint', like: ['ubuntu', 'debian'], codename: 'xia', version: '22.1', name: 'Linux Mint 22.1' }
const fedora: SystemRelease = { id: 'fedora', like: [], codename: '', version: '42', name: 'Fedora Linux 42' }

function aMachine(some: Partial<MachineFacts> = {}): MachineFacts {
  const nothing = { ownDockerd: undefined, systemDockerd: undefined, startCommand: undefined }
  return { platform: 'linux', system: bookworm, isRoot: true, hasSystemd: true, mayRaiseLimits: true, ...nothing, ...some }
}

describe('what to do where no Docker answers', () => {
  it('installs a Debian’s or an Ubuntu’s own packages as root', () => {
    const packagesOn = (system: SystemRelease): unknown => planDocker(aMachine({ system }))
    const recipe = (packages: readonly string[]): unknown => ({ kind: 'install', recipe: { kind: 'system-packages', packages } })
    expect(packagesOn(ubuntu)).toEqual(recipe(['docker.io']))
    expect(packagesOn(mint)).toEqual(recipe(['docker.io']))
    expect(packagesOn(bookworm)).toEqual(recipe(['docker.io', 'iptables', 'ca-certificates']))
    expect(packagesOn(trixie)).toEqual(recipe(['docker.io', 'docker-cli', 'iptables', 'ca-certificates']))
  })

  it('unpacks Debian 13’s engine on a Debian 12 whose own could not start privileged containers', () => {
    expect(planDocker(aMachine({ mayRaiseLimits: false, systemDockerd: '/usr/sbin/dockerd' }))).toMatchObject({
      kind: 'install',
      recipe: { kind: 'unpacked', suite: 'trixie', systemPackages: ['runc', 'iptables'] },
    })
  })

  it('starts what is installed: our own first, else the system’s in the system’s way', () => {
    const [own, theirs] = ['/var/lib/kindlab/engine/usr/sbin/dockerd', '/usr/sbin/dockerd']
    expect(planDocker(aMachine({ ownDockerd: own, systemDockerd: theirs }))).toEqual({ kind: 'start', way: { kind: 'dockerd', program: own, ours: true } })
    expect(planDocker(aMachine({ systemDockerd: theirs }))).toEqual({ kind: 'start', way: { kind: 'systemd' } })
    expect(planDocker(aMachine({ systemDockerd: theirs, hasSystemd: false }))).toEqual({ kind: 'start', way: { kind: 'dockerd', program: theirs, ours: false } })
  })

  it.each([
    ['a user on Ubuntu', { system: ubuntu, isRoot: false }, 'docker-missing-linux', 'sudo apt-get update && sudo apt-get install docker.io'],
    ['a user whose Docker is stopped', { isRoot: false, systemDockerd: '/usr/bin/dockerd' }, 'docker-not-running', 'sudo systemctl start docker'],
    ['Fedora', { system: fedora }, 'docker-missing-linux', 'sudo dnf install moby-engine docker-cli && sudo systemctl enable --now docker'],
    ['a Mac with Docker Desktop', { platform: 'darwin', startCommand: 'open -a Docker' }, 'docker-not-running', 'open -a Docker'],
    ['a Mac without', { platform: 'darwin' }, 'docker-missing-macos', 'brew install colima docker && colima start'],
    ['Windows', { platform: 'win32' }, 'docker-missing-windows', 'winget install Docker.DockerDesktop'],
  ] as const)('tells %s what to do', (_who, some, code, command) => {
    expect(planDocker(aMachine(some))).toMatchObject({ kind: 'by-hand', problem: { code, fixes: [{ kind: 'command', command }, { kind: 'action', action: 'retry' }] } })
  })

  it('gives no command that might be wrong on a system it does not know', () => {
    expect(installCommand({ id: 'plan9', like: [], codename: '', version: '', name: 'Plan 9' })).toBeUndefined()
  })
})

describe('what the machine says of itself', () => {
  it('reads os-release in all of its ways to quote', () => {
    expect(parseRelease('PRETTY_NAME="Ubuntu 24.04.2 LTS"\nVERSION_ID="24.04"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\n')).toEqual(ubuntu)
    expect(parseRelease("ID='x'").id).toBe('x')
    expect(parseRelease('')).toEqual({ id: '', like: [], codename: '', version: '', name: 'Linux' })
  })

  it('finds CAP_SYS_RESOURCE in the bounding set, and trusts where there is none', () => {
    expect(hasCapability('CapBnd:\t000001fffeffffff\n', 24n)).toBe(false)
    expect(hasCapability('CapBnd:\t000001ffffffffff\n', 24n)).toBe(true)
    expect(hasCapability('', 24n)).toBe(true)
  })
})
