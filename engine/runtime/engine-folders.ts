import { join } from 'node:path'

/** Where an engine that Kindlab installs itself keeps everything, outside any checkout. `KINDLAB_ENGINE` moves it. */
export interface EngineFolders {
  readonly root: string
  /** The unpacked programs: `usr/bin`, `usr/sbin`. */
  readonly engine: string
  /** Docker's data-root: images and containers. */
  readonly data: string
  readonly log: string
  readonly pidFile: string
}

export function engineFolders(environment: NodeJS.ProcessEnv): EngineFolders {
  const root = environment['KINDLAB_ENGINE'] ?? '/var/lib/kindlab'
  return {
    root,
    engine: join(root, 'engine'),
    data: join(root, 'docker'),
    log: join(root, 'dockerd.log'),
    pidFile: join(root, 'dockerd.pid'),
  }
}

/** Where the unpacked engine's programs are, best first. */
export function engineProgramFolders({ engine }: EngineFolders): readonly string[] {
  return [join(engine, 'usr/bin'), join(engine, 'usr/sbin')]
}
