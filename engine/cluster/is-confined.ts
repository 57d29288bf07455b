import { readFile } from 'node:fs/promises'

/** CAP_SYS_RESOURCE (linux/capability.h). */
const sysResource = 24n

/**
 * Whether the Docker of this machine runs with cut rights. Only a Docker on this very system shares our limits;
 * one in a virtual machine or elsewhere (Docker Desktop, ssh, tcp) has a kernel of its own with all rights.
 */
export async function isConfined(dockerHost: string | undefined): Promise<boolean> {
  const isHere = process.platform === 'linux' && (dockerHost === undefined || dockerHost.startsWith('unix:'))
  return isHere && lacksSysResource(await readFile('/proc/1/status', 'utf8').catch(() => ''))
}

/** Reads the bounding set of a `/proc/<pid>/status`; an unreadable one lacks nothing. */
export function lacksSysResource(status: string): boolean {
  const [, bounding] = /^CapBnd:\s*([0-9a-f]+)$/m.exec(status) ?? []
  return bounding !== undefined && ((BigInt(`0x${bounding}`) >> sysResource) & 1n) === 0n
}
