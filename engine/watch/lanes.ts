import type { ApiSession } from './api-session.ts'
import { Lane, type LaneWiring, type Loss } from './lane.ts'
import { newestVersion } from './list-and-watch.ts'
import type { Reflector } from './reflector.ts'
import { compareVersions } from './resource-version.ts'

/** An API server takes 100 streams on a connection; beyond that Node would queue them in silence behind watches that never end. */
const scopesPerLane = 80

export interface LanesListener {
  lost(loss: Loss): void
  frozen(reflectors: Iterable<Reflector>, from: number, to: number): void
  /** A connection is there, or sure again. */
  opened(): void
}

export type LanesWiring = Omit<LaneWiring, 'listener'> & { readonly listener: LanesListener }

interface Crew {
  readonly lane: Lane
  readonly reflectors: Set<Reflector>
}

/** Seats every reflector on a connection, opening one more where the others are full, and hands them each new session. */
export class Lanes {
  readonly #wiring: LanesWiring
  readonly #crews = new Set<Crew>()

  constructor(wiring: LanesWiring) {
    this.#wiring = wiring
  }

  get areLive(): boolean {
    return [...this.#crews].every(({ lane }) => lane.isLive)
  }

  /** The lane that it rides on. */
  add(reflector: Reflector): Lane {
    const { lane, reflectors } = [...this.#crews].find((crew) => crew.reflectors.size < scopesPerLane) ?? this.#open()
    reflectors.add(reflector)
    if (lane.session !== undefined) reflector.follow(lane.session)
    return lane
  }

  remove(reflector: Reflector): void {
    reflector.unfollow()
    const crew = [...this.#crews].find(({ reflectors }) => reflectors.delete(reflector))
    if (crew === undefined || crew.reflectors.size > 0) return
    this.#crews.delete(crew)
    crew.lane.stop()
  }

  /** Calls back when every connection has answered. */
  ping(answered: () => void): void {
    let waiting = this.#crews.size
    if (waiting === 0) return answered()
    for (const { lane } of this.#crews) lane.session?.ping(() => (waiting -= 1) === 0 && answered())
  }

  #open(): Crew {
    const { listener } = this.#wiring
    const reflectors = new Set<Reflector>()
    const lane: Lane = new Lane({
      ...this.#wiring,
      listener: {
        opened: (session) => {
          listener.opened()
          void this.#checkHistory(session, reflectors)
          for (const reflector of reflectors) reflector.follow(session)
        },
        closed: (loss) => {
          for (const reflector of reflectors) reflector.unfollow()
          listener.lost(loss)
        },
        frozen: (from, to) => listener.frozen(reflectors, from, to),
        verified: () => listener.opened(),
        heard: (sentAt) => {
          for (const reflector of reflectors) reflector.heard(sentAt)
        },
      },
    })
    const crew = { lane, reflectors }
    this.#crews.add(crew)
    lane.start()
    return crew
  }

  /**
   * A server whose storage was restored from a snapshot takes a version of its lost future without a word and stays silent until it gets
   * there. So after a new connection one scope asks for the newest version: one request for all.
   */
  async #checkHistory(session: ApiSession, reflectors: ReadonlySet<Reflector>): Promise<void> {
    const witness = [...reflectors].find(({ picture }) => picture.version !== undefined)
    const seen = witness?.picture.version
    const collection = witness?.collection(session, new AbortController().signal)
    if (seen === undefined || collection === undefined) return
    const newest = await newestVersion(collection).catch(() => undefined)
    if (newest === undefined || (compareVersions(newest, seen) ?? 0) >= 0) return
    this.#wiring.log(`the server is at version ${newest} and was at ${seen} before: its storage went back`)
    for (const reflector of reflectors) reflector.startOver(session)
  }
}
