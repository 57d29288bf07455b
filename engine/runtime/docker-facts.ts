import type Docker from 'dockerode'
import { z } from 'zod'
import type { RuntimeFacts } from './container-runtime.ts'
import { asking } from './docker-error.ts'

const infoSchema = z.object({
  ServerVersion: z.string(),
  OperatingSystem: z.string(),
  Architecture: z.string(),
  NCPU: z.number(),
  MemTotal: z.number(),
  DockerRootDir: z.string(),
  CgroupVersion: z.string().optional(),
  SecurityOptions: z.array(z.string()).nullish(),
  DriverStatus: z.array(z.array(z.string())).nullish(),
  SystemTime: z.string().optional(),
  HTTPProxy: z.string().optional(),
  HTTPSProxy: z.string().optional(),
  NoProxy: z.string().optional(),
})

/** What the engine says of itself and of the machine it runs on (with Docker Desktop, a virtual one). */
export async function readFacts(docker: Docker): Promise<RuntimeFacts> {
  return factsFrom(await asking('say what it is', docker.info()))
}

export function factsFrom(answer: unknown): RuntimeFacts {
  const info = infoSchema.parse(answer)
  return {
    version: info.ServerVersion,
    operatingSystem: info.OperatingSystem,
    architecture: info.Architecture,
    cpus: info.NCPU,
    memoryBytes: info.MemTotal,
    rootDirectory: info.DockerRootDir,
    // Engines before 20.10 do not say, and know only v1.
    cgroup: info.CgroupVersion === '2' ? 'v2' : 'v1',
    rootless: info.SecurityOptions?.some((option) => option.startsWith('name=rootless')) ?? false,
    containerdImageStore: info.DriverStatus?.some(([, value]) => value?.startsWith('io.containerd.snapshotter') ?? false) ?? false,
    proxy: { http: info.HTTPProxy ?? '', https: info.HTTPSProxy ?? '', except: info.NoProxy ?? '' },
    ...(info.SystemTime ? { systemTime: Date.parse(info.SystemTime) } : {}),
  }
}
