/** `Create a Pod!` → `create-a-pod`; what has no plain letters gets the other name. */
export function identifierOf(text: string, otherwise: string): string {
  const plain = text.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').slice(0, 50).replaceAll(/^-+|-+$/g, '')
  return plain === '' ? otherwise : plain
}

/** Names that are taken get a number. */
export class FreshNames {
  readonly #taken = new Set<string>()

  fresh(name: string): string {
    let free = name
    for (let number = 2; this.#taken.has(free); number += 1) free = `${name}-${number}`
    this.#taken.add(free)
    return free
  }
}
