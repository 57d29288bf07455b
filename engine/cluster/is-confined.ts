import { readFile } from 'node:fs/promises'

/** CAP_SYS_RESOURCE (linux/capability.h). */
const sysResource = 24n

/** Only a Docker on this very system shares our kernel and its limits; one in a virtual machine or elsewhere (Docker Desktop, ssh, tcp) has its own. */
export function sharesOurKernel(dockerHost: string | undefined): boolean {
  return process.platform === 'linux' && (dockerHost === undefined || dockerHost.startsWith('unix:'))
}

/** Whether the Docker of this machine runs with cut rights. */
export async function isConfined(dockerHost: string | undefined): Promise<boolean> {
  return sharesOurKernel(dockerHost) && lacksSysResource(await readFile('/proc/1/status', 'utf8').catch(() => ''))
}

/** Reads the bounding set of a `/proc/<pid>/status`; an unreadable one lacks nothing. */
export function lacksSysResource(status: string): boolean {
  const [, bounding] = /^CapBnd:\s*([0-9a-f]+)$/m.exec(status) ?? []
  return bounding !== undefined && ((BigInt(`0x${bounding}`) >> sysResource) & 1n) === 0n
}
