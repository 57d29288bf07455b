import type Docker from 'dockerode'
import type { ExecOptions, ExecTerminal } from './container-runtime.ts'
import { detachKeys } from './detach-keys.ts'
import { asking } from './docker-error.ts'
import { exitCodeOf } from './docker-exec.ts'

/** Starts a program with a TTY inside a running container. */
export async function openExecTerminal(
  docker: Docker,
  id: string,
  command: readonly string[],
  { user, environment }: Pick<ExecOptions, 'user' | 'environment'> = {},
): Promise<ExecTerminal> {
  const what = `open a terminal in ${id}`
  const spec: Docker.ExecCreateOptions = {
    Cmd: [...command],
    Tty: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    DetachKeys: detachKeys,
    Env: Object.entries(environment ?? {}).map(([name, value]) => `${name}=${value}`),
    ...(user === undefined ? {} : { User: user }),
  }
  const exec = await asking(what, docker.getContainer(id).exec(spec))
  return {
    stream: await asking(what, exec.start({ hijack: true, stdin: true, Tty: true })),
    resize: ({ columns, rows }) => asking(what, exec.resize({ w: columns, h: rows })),
    exitCode: () => exitCodeOf(exec),
  }
}
