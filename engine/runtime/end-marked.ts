import { finished } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type Docker from 'dockerode'

/** Kills whatever carries the mark in its environment, over and over while there is any: a parent may just have started a child. */
const killScript = `
for round in 1 2 3 4 5 6 7 8 9; do
  found=
  for process in /proc/[0-9]*; do
    if tr '\\0' '\\n' <"$process/environ" | grep -qx "$0"; then kill -9 "\${process#/proc/}"; found=yes; fi
  done
  [ "$found" ] || exit 0
done 2>/dev/null`

/** The engine has no call that ends an exec: we find its processes by the mark in their environment. */
export async function endMarked(container: Docker.Container, exec: Docker.Exec, mark: string): Promise<void> {
  try {
    for (let tries = 0; tries < 10; tries += 1) {
      const killer = await container.exec({ Cmd: ['/bin/sh', '-c', killScript, mark], AttachStdout: true })
      await finished((await killer.start({})).resume(), { writable: false })
      if (!(await exec.inspect()).Running) return
      await pause(50)
    }
  } catch {
    // The container is gone, or has no shell; then nothing of ours can end it.
  }
}
