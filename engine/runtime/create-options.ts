import type Docker from 'dockerode'
import type { ContainerSpec } from './container-runtime.ts'

/** A container's description in the engine's own words. What the spec leaves out is left to the image. */
export function createOptions(spec: ContainerSpec): Docker.ContainerCreateOptions {
  const { name, image, labels, command, entrypoint, environment, user, workingDirectory, hostname } = spec
  return {
    name,
    Image: image,
    Labels: { ...labels },
    Env: Object.entries(environment ?? {}).map(([variable, value]) => `${variable}=${value}`),
    ...(command ? { Cmd: [...command] } : {}),
    ...(entrypoint ? { Entrypoint: [...entrypoint] } : {}),
    ...(user === undefined ? {} : { User: user }),
    ...(workingDirectory === undefined ? {} : { WorkingDir: workingDirectory }),
    ...(hostname === undefined ? {} : { Hostname: hostname }),
    // StdinOnce stays off: the first one who detaches must not end the program's input.
    ...(spec.tty ? { Tty: true, OpenStdin: true, StdinOnce: false } : {}),
    HostConfig: hostConfig(spec),
  }
}

function hostConfig({ network, memoryBytes, privileged, mounts, tmpfs, processes, logBytes, confined }: ContainerSpec): Docker.HostConfig {
  return {
    ...(network === undefined ? {} : { NetworkMode: network }),
    ...(memoryBytes === undefined ? {} : { Memory: memoryBytes }),
    ...(privileged ? { Privileged: true } : {}),
    ...(mounts ? { Mounts: mounts.map(mountSettings) } : {}),
    ...(tmpfs ? { Tmpfs: Object.fromEntries(tmpfs.map((path) => [path, ''])) } : {}),
    ...(processes === undefined ? {} : { PidsLimit: processes }),
    ...(confined ? { CapDrop: [...needless], SecurityOpt: ['no-new-privileges'] } : {}),
    ...(logBytes === undefined ? {} : { LogConfig: logConfig(logBytes) }),
  }
}

/** Of those that Docker gives to root in any container: a device made in a folder of the host is one for the host's users too. */
const needless = ['MKNOD', 'NET_RAW', 'AUDIT_WRITE', 'SETFCAP', 'SYS_CHROOT']

/**
 * Two files of half the size: with one alone, each rotation would forget everything. Docker's own binary form costs a busy terminal
 * a fifth of its speed where JSON costs a third; compressing what is soon thrown away would cost more than it saves.
 */
function logConfig(bytes: number): Docker.HostConfig['LogConfig'] {
  return { Type: 'local', Config: { 'max-size': String(Math.ceil(bytes / 2)), 'max-file': '2', compress: 'false' } }
}

function mountSettings(mount: NonNullable<ContainerSpec['mounts']>[number]): Docker.MountSettings {
  return { Type: mount.kind, Source: mount.source, Target: mount.target, ReadOnly: mount.readOnly ?? false }
}
