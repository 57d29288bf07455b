import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A socket of its own that leads to the machine's Docker and can be shut: for whoever uses it, Docker has ended. The real one goes on. */
export class DockerDoor implements AsyncDisposable {
  readonly path: string
  readonly #docker: string
  readonly #open = new Set<Socket>()
  #server: Server | undefined

  private constructor(path: string, docker: string) {
    this.path = path
    this.#docker = docker
  }

  /** `docker`: the path of the real socket. */
  static async at(path: string, docker: string): Promise<DockerDoor> {
    const door = new DockerDoor(path, docker)
    await door.open()
    return door
  }

  async open(): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, (client) => this.#lead(client))
    server.listen(this.path)
    await once(server, 'listening')
    this.#server = server
  }

  async shut(): Promise<void> {
    this.#server?.close()
    this.#server = undefined
    for (const socket of this.#open) socket.destroy()
    await rm(this.path, { force: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shut()
  }

  #lead(client: Socket): void {
    const docker = connect({ path: this.#docker, allowHalfOpen: true })
    for (const [from, to] of [[client, docker], [docker, client]] as const) {
      this.#open.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        this.#open.delete(from)
        to.destroy()
      })
    }
    client.pipe(docker)
    docker.pipe(client)
  }
}
