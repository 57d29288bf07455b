import { finished } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type Docker from 'dockerode'
import { commandToEnd } from './command-to-end.ts'

/** The engine has no call that ends an exec: we find its processes by the mark in their environment. */
export async function endMarked(container: Docker.Container, exec: Docker.Exec, mark: string): Promise<void> {
  try {
    for (let tries = 0; tries < 10; tries += 1) {
      const killer = await container.exec({ Cmd: [...commandToEnd(mark)], AttachStdout: true })
      await finished((await killer.start({})).resume(), { writable: false })
      if (!(await exec.inspect()).Running) return
      await pause(50)
    }
  } catch {
    // The container is gone, or has no shell; then nothing of ours can end it.
  }
}
