import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { debianProgram } from './tiny-image.ts'

/** A real registry (Debian's docker-registry) on loopback, with its files in a folder of its own. */
export interface TestRegistry extends AsyncDisposable {
  readonly port: number
  readonly folder: string
}

export async function startRegistry(): Promise<TestRegistry> {
  const program = await debianProgram('docker-registry', 'usr/bin/docker-registry')
  const folder = await mkdtemp(join(tmpdir(), 'kindlab-registry-'))
  const port = await freePort()
  const config = { version: 0.1, log: { level: 'error' }, storage: { filesystem: { rootdirectory: folder } }, http: { addr: `127.0.0.1:${port}` } }
  // YAML is a superset of JSON.
  await writeFile(join(folder, 'config.yml'), JSON.stringify(config))
  const child = spawn(program, ['serve', join(folder, 'config.yml')], { stdio: 'ignore' })
  await answering(port, child)
  return { port, folder, [Symbol.asyncDispose]: () => end(child, folder) }
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null) {
    child.kill()
    await once(child, 'exit')
  }
  await rm(folder, { recursive: true, force: true })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`docker-registry ended with ${child.exitCode}`)
    const isUp = await fetch(`http://127.0.0.1:${port}/v2/`).then((answer) => answer.ok, () => false)
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`docker-registry did not answer on ${port} within 5 s`)
}

/** What the proxy does to the next connections that carry much, one entry each. */
export type Fault = { readonly kind: 'cut' | 'silence'; readonly afterBytes: number }

/** Stands between Docker and the registry, counts bytes and breaks connections. */
export interface FaultyProxy extends AsyncDisposable {
  readonly port: number
  /** Bytes that went from the registry to Docker. */
  readonly bytes: () => number
  breakNext(...faults: readonly Fault[]): void
  /** Faults that have not happened yet. */
  readonly pending: () => number
  closeConnections(): void
}

export async function startProxy(target: number): Promise<FaultyProxy> {
  const faults: Fault[] = []
  const sockets = new Set<Socket>()
  let bytes = 0
  const closeConnections = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  const server: Server = createServer((docker) => {
    const registry = connect(target, '127.0.0.1')
    let carried = 0
    for (const socket of [docker, registry]) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    }
    docker.pipe(registry)
    docker.on('close', () => registry.destroy())
    registry.on('close', () => docker.end())
    registry.on('data', (chunk: Buffer) => {
      carried += chunk.length
      bytes += chunk.length
      const fault = faults[0]
      if (!fault || carried < fault.afterBytes) return void docker.write(chunk)
      faults.shift()
      registry.pause()
      // What was sent before still arrives: a reset would also throw away what Docker has not read yet.
      if (fault.kind === 'cut') docker.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    bytes: () => bytes,
    breakNext: (...next) => void faults.push(...next),
    pending: () => faults.length,
    closeConnections,
    [Symbol.asyncDispose]: async () => {
      closeConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
