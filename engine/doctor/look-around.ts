import { once } from 'node:events'
import { access, constants, readFile, statfs } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { tryProgram } from '../programs/run-program.ts'
import type { DoctorFacts } from './doctor-facts.ts'

/** A folder that is not there yet is judged by the nearest one above it that is. */
export async function lookAtHome(folder: string): Promise<DoctorFacts['home']> {
  const existing = await nearest(folder)
  const [space, isWritable] = await Promise.all([statfs(existing), access(existing, constants.W_OK).then(() => true, () => false)])
  return { folder, freeBytes: space.bavail * space.bsize, isWritable }
}

async function nearest(folder: string): Promise<string> {
  const isThere = await access(folder).then(() => true, () => false)
  return isThere || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

/** Opens a port as the cluster and the page will, and calls it. */
export async function whyNoLoopback(): Promise<string | undefined> {
  const server = createServer((socket) => socket.end())
  try {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, signal: AbortSignal.timeout(1_000) })
    await once(socket, 'connect')
    socket.destroy()
    return undefined
  } catch (error) {
    return String(error)
  } finally {
    server.close()
  }
}

/** https://learn.microsoft.com/windows/wsl/compare-versions: only the second generation has a Linux kernel of its own. */
export async function lookAtWsl(versionFile = '/proc/version'): Promise<DoctorFacts['wsl']> {
  const version = await readFile(versionFile, 'utf8').catch(() => '')
  if (!/microsoft/i.test(version)) return undefined
  const [, kernel = version.trim()] = /Linux version (\S+)/.exec(version) ?? []
  return { generation: /WSL2|microsoft-standard/i.test(version) ? 2 : 1, kernel }
}

/** macOS and Windows run Docker in a virtual machine. */
export async function lookAtVirtualization(platform = process.platform): Promise<DoctorFacts['virtualization']> {
  const question = virtualizationQuestions[platform]
  if (question === undefined) return undefined
  const { by, program, args } = question
  const answer = await tryProgram(program, args, { signal: AbortSignal.timeout(2_500) }).catch(() => undefined)
  return answer?.exitCode === 0 ? { by, isOn: /^\s*(1|True)\s*$/.test(answer.stdout) } : undefined
}

const virtualizationQuestions: Partial<Record<NodeJS.Platform, { readonly by: string; readonly program: string; readonly args: readonly string[] }>> = {
  darwin: { by: 'Hypervisor.framework', program: 'sysctl', args: ['-n', 'kern.hv_support'] },
  win32: { by: 'Hyper-V', program: 'powershell.exe', args: ['-NoProfile', '-Command', '(Get-CimInstance Win32_ComputerSystem).HypervisorPresent'] },
}
