import { describe, expect, it } from 'vitest'
import { factsOfListed } from '../../../engine/runtime/container-facts.ts'
import { createOptions } from '../../../engine/runtime/create-options.ts'
import { factsFrom } from '../../../engine/runtime/docker-facts.ts'
import { labelFilter } from '../../../engine/runtime/label-filter.ts'
import { pathFor } from '../../../engine/runtime/program-path.ts'
import { engineFolders } from '../../../engine/runtime/engine-folders.ts'

describe('a container to be made', () => {
  it('leaves to the image what the spec leaves out', () => {
    expect(createOptions({ name: 'web', image: 'x:1', labels: { a: 'b' } })).toEqual({ name: 'web', Image: 'x:1', Labels: { a: 'b' }, Env: [], HostConfig: {} })
  })

  it('can be confined: no devices, no raw packets, nothing gained', () => {
    const { HostConfig: host } = createOptions({ name: 'shell', image: 'x:1', labels: {}, confined: true })
    expect(host).toEqual({ CapDrop: ['MKNOD', 'NET_RAW', 'AUDIT_WRITE', 'SETFCAP', 'SYS_CHROOT'], SecurityOpt: ['no-new-privileges'] })
  })

  it('says everything that the spec says, in the engine’s words', () => {
    const spec = {
      name: 'shell',
      image: 'x:1',
      labels: {},
      tty: true,
      command: ['bash'],
      environment: { LANG: 'C.UTF-8' },
      network: 'kind',
      memoryBytes: 1024,
      processes: 100,
      logBytes: 1001,
      privileged: true,
      tmpfs: ['/run'],
      mounts: [{ source: '/w', target: '/home/w', kind: 'bind' as const }],
    }
    expect(createOptions(spec)).toMatchObject({
      Tty: true,
      OpenStdin: true,
      StdinOnce: false,
      Cmd: ['bash'],
      Env: ['LANG=C.UTF-8'],
      HostConfig: {
        NetworkMode: 'kind',
        Memory: 1024,
        PidsLimit: 100,
        Privileged: true,
        LogConfig: { Type: 'local', Config: { 'max-size': '501', 'max-file': '2', compress: 'false' } },
        Mounts: [{ Type: 'bind', Source: '/w', Target: '/home/w', ReadOnly: false }],
        Tmpfs: { '/run': '' },
      },
    })
  })
})

describe('what the engine tells', () => {
  it('of a container in a list: its exit code is in the status line', () => {
    const raw = { Id: 'a', Names: ['/web'], Image: 'x', Labels: {}, State: 'exited', Status: 'Exited (137) 2 minutes ago', Created: 5, NetworkSettings: { Networks: {} } }
    expect(factsOfListed(raw as never)).toMatchObject({ name: 'web', state: 'exited', exitCode: 137, createdAt: 5000 })
  })

  it('of itself: cgroup, rootless, image store, proxy', () => {
    const info = { ServerVersion: '28.0.1', OperatingSystem: 'Docker Desktop', Architecture: 'aarch64', NCPU: 8, MemTotal: 8e9, DockerRootDir: '/var/lib/docker' }
    const more = { CgroupVersion: '2', SecurityOptions: ['name=seccomp', 'name=rootless'], DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']], HTTPSProxy: 'http://p:3128' }
    expect(factsFrom({ ...info, ...more })).toMatchObject({ cgroup: 'v2', rootless: true, containerdImageStore: true, proxy: { http: '', https: 'http://p:3128', except: '' } })
    expect(factsFrom(info)).toMatchObject({ cgroup: 'v1', rootless: false, containerdImageStore: false })
  })
})

it('labels become the engine’s filter, a key alone where no value is asked for', () => {
  expect(labelFilter({ 'kindlab.dev/attempt': 'a1', 'kindlab.dev/terminal': '' })).toEqual({ label: ['kindlab.dev/attempt=a1', 'kindlab.dev/terminal'] })
})

it('programs that call docker find our own engine’s first', () => {
  const folders = engineFolders({ KINDLAB_ENGINE: '/own' })
  expect(pathFor({ PATH: '/bin:/own/engine/usr/bin' }, folders, (path) => String(path).startsWith('/own'))).toEqual({
    PATH: '/own/engine/usr/bin:/own/engine/usr/sbin:/bin',
  })
})
