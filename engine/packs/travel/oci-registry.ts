import { z } from 'zod'
import { ProblemError } from '#contract/problem.ts'
import { ask, notGiven, textOf } from './download.ts'
import { isLoopback, type PackSource } from './pack-source.ts'
import { travelLimits } from './travel-limits.ts'

const manifestTypes = 'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json'
const tokenSchema = z.object({ token: z.string().optional(), access_token: z.string().optional() })

export interface RegistryAnswer {
  readonly answer: Response
  readonly address: string
  readonly signal: AbortSignal
}

/** Reads from one repository of a registry by the OCI distribution specification, as everybody may: with a token where the registry hands them out to all. */
export class OciRegistry {
  readonly #root: string
  readonly #repository: string
  readonly #signal: AbortSignal
  #authorization: string | undefined

  constructor({ registry, name }: Pick<Extract<PackSource, { kind: 'oci' }>, 'registry' | 'name'>, signal: AbortSignal) {
    const scheme = isLoopback(`http://${registry}`) ? 'http' : 'https'
    // Docker Hub answers under another name than it is called by.
    this.#root = `${scheme}://${registry === 'docker.io' ? 'registry-1.docker.io' : registry}/v2/${name}`
    this.#repository = name
    this.#signal = signal
  }

  async get(path: string): Promise<RegistryAnswer> {
    const address = `${this.#root}/${path}`
    const first = await this.#ask(address)
    const challenge = first.status === 401 && this.#authorization === undefined ? first.headers.get('www-authenticate') : null
    if (challenge !== null) this.#authorization = await this.#tokenFor(challenge)
    const answer = challenge === null || this.#authorization === undefined ? first : await this.#ask(address)
    if (!answer.ok) throw notGiven(address, answer)
    return { answer, address, signal: this.#signal }
  }

  #ask(address: string): Promise<Response> {
    return ask({ address, headers: { accept: manifestTypes, ...(this.#authorization === undefined ? {} : { authorization: this.#authorization }) }, signal: this.#signal })
  }

  /** `Bearer realm="https://auth.example/token",service="registry.example"` */
  async #tokenFor(challenge: string): Promise<string | undefined> {
    const words = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
    if (!/^bearer /i.test(challenge) || words['realm'] === undefined || !URL.canParse(words['realm'])) return undefined
    const realm = new URL(words['realm'])
    if (realm.protocol !== 'https:' && !isLoopback(realm.href)) throw new ProblemError({ code: 'pack-way-unsafe', params: { protocol: realm.protocol.replace(':', '') } })
    if (words['service'] !== undefined) realm.searchParams.set('service', words['service'])
    realm.searchParams.set('scope', words['scope'] ?? `repository:${this.#repository}:pull`)
    const answer = await ask({ address: realm.href, signal: this.#signal })
    if (!answer.ok) throw notGiven(realm.href, answer)
    const text = await textOf(answer, { address: realm.href, limit: travelLimits.manifestBytes, signal: this.#signal })
    const { token, access_token } = tokenSchema.parse(JSON.parse(text))
    return `Bearer ${token ?? access_token ?? ''}`
  }
}
