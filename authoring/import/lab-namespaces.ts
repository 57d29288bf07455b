import { identifierOf } from './names.ts'
import { isSystemNamespace } from './kinds.ts'

const flag = /(\s(?:-n|--namespace)(?:\s+|=))["']?([a-z0-9][a-z0-9-]*)["']?(?=[\s;|&)"'`]|$)/g
const creation = /\bkubectl\s+create\s+(?:ns|namespace)\s+([a-z0-9][a-z0-9-]*)/g
const field = /^(\s*(?:-\s+)?namespace:\s*)["']?([a-z0-9][a-z0-9-]*)["']?\s*$/gm

/** The namespaces that a source names, as those of an attempt: each by a name of the lab's own, `default` as its first. */
export class LabNamespaces {
  readonly #aliases = new Map<string, string>()

  /** Of the lab beside its first. */
  get others(): readonly string[] {
    return [...new Set(this.#aliases.values())]
  }

  /** Remembers every namespace that a script, a manifest or a lesson names. */
  gather(text: string): void {
    for (const pattern of [flag, field]) for (const match of text.matchAll(pattern)) this.aliasOf(match[2] ?? '')
    for (const match of text.matchAll(creation)) this.aliasOf(match[1] ?? '')
  }

  /** The lab's name for it; undefined for its first, and for those that belong to the cluster. */
  aliasOf(name: string): string | undefined {
    if (name === 'default' || name === 'main' || name === '' || isSystemNamespace(name)) return undefined
    const alias = this.#aliases.get(name) ?? identifierOf(name, 'other')
    this.#aliases.set(name, alias)
    return alias
  }

  /** The same text with the names that an attempt's namespaces really have; lines that make them are left out, since they are there. */
  filled(text: string): string {
    const withoutMaking = text
      .split('\n')
      .filter((line) => !/^\s*(?:\$\s+)?kubectl\s+create\s+(?:ns|namespace)\s+[a-z0-9-]+\s*(?:\|\|\s*true)?\s*$/.test(line))
      .join('\n')
    return withoutMaking
      .replaceAll(flag, (whole, before: string, name: string) => (isSystemNamespace(name) ? whole : `${before}${this.#placeholder(name)}`))
      .replaceAll(field, (whole, before: string, name: string) => (isSystemNamespace(name) ? whole : `${before}${this.#placeholder(name)}`))
      .replaceAll(/`([a-z0-9][a-z0-9-]*)`/g, (whole, name: string) => (this.#aliases.has(name) ? `\`${this.#placeholder(name)}\`` : whole))
      .replaceAll(/(\b(?:ns|namespaces?)\s+|^\s*(?:export\s+|local\s+)?\w+=)["']?([a-z0-9][a-z0-9-]*)["']?(?=[\s;|&)]|$)/gm, (whole, before: string, name: string) => (this.#aliases.has(name) ? `${before}${this.#placeholder(name)}` : whole))
      .replaceAll(/\$\{?NAMESPACE\}?(?![A-Za-z0-9_])/g, this.#placeholder('main'))
  }

  #placeholder(name: string): string {
    return `\${ns.${this.#aliases.get(name) ?? 'main'}}`
  }
}
