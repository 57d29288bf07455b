/** Named values of a test: `$name` in its expressions. */
export type Bindings = ReadonlyMap<string, unknown>

export interface Around {
  /** The CEL of what the expression stands in: `object.spec`. */
  readonly here: string
  readonly bindings: Bindings
}

type Token = { readonly kind: 'name' | 'text' | 'literal' | 'sign' | 'binding'; readonly text: string }

const tokenPattern = /\s*(?:(?<binding>\$\w+)|'(?<text>(?:[^'\\]|\\.)*)'|`(?<literal>(?:[^`\\]|\\.)*)`|"(?<quoted>(?:[^"\\]|\\.)*)"|(?<name>[A-Za-z_]\w*)|(?<sign>&&|\|\||==|!=|>=|<=|[<>!().,@-]))/y

class Untranslatable extends Error {}

/** The CEL that says what a JMESPath expression says; undefined for what CEL, or this reader, has no words for. */
export function celOf(expression: string, around: Around): string | undefined {
  try {
    return new Translator(tokensOf(expression), around).whole()
  } catch (error) {
    if (error instanceof Untranslatable) return undefined
    throw error
  }
}

/** The fields of a plain path such as `spec.template."app.kubernetes.io/name"`; undefined where it is more than that. */
export function plainPath(expression: string): readonly string[] | undefined {
  const steps = [...expression.trim().matchAll(/(?:^|\.)(?:"([^"]+)"|([A-Za-z_][\w-]*))/g)]
  const path = steps.map(([, quoted, name]) => quoted ?? name ?? '')
  return path.length > 0 && steps.map(([whole]) => whole).join('') === expression.trim() ? path : undefined
}

export const celPath = (above: string, path: readonly string[]): string => path.reduce((inner, name) => (/^[A-Za-z_]\w*$/.test(name) && !reserved.has(name) ? `${inner}.${name}` : `${inner}[${JSON.stringify(name)}]`), above)

/** Words that CEL keeps for itself are no field names in it (its grammar's RESERVED). */
const reserved = new Set(['as', 'break', 'const', 'continue', 'else', 'false', 'for', 'function', 'if', 'import', 'in', 'let', 'loop', 'namespace', 'null', 'package', 'return', 'true', 'var', 'void', 'while'])

/** A value in CEL; an attempt's own namespace has a name there. */
export const celLiteral = (value: unknown): string => /^\$\{(ns\.[a-z0-9-]+)\}$/.exec(String(value))?.[1] ?? JSON.stringify(value)

function tokensOf(expression: string): readonly Token[] {
  const tokens: Token[] = []
  const pattern = new RegExp(tokenPattern)
  const whole = expression.trim()
  while (pattern.lastIndex < whole.length) {
    const groups = pattern.exec(whole)?.groups
    if (groups === undefined) throw new Untranslatable(expression)
    const [kind, text] = Object.entries(groups).find((entry): entry is [string, string] => entry[1] !== undefined) ?? ['', '']
    // The names of the groups are those of the kinds, and a quoted name is a name.
    tokens.push({ kind: kind === 'quoted' ? 'name' : (kind as Token['kind']), text })
  }
  return tokens
}

class Translator {
  readonly #tokens: readonly Token[]
  readonly #around: Around
  #at = 0

  constructor(tokens: readonly Token[], around: Around) {
    this.#tokens = tokens
    this.#around = around
  }

  whole(): string {
    const said = this.#or()
    if (this.#at < this.#tokens.length) throw new Untranslatable()
    return said
  }

  #or(): string {
    let left = this.#and()
    while (this.#takes('||')) left = `${left} || ${this.#and()}`
    return left
  }

  #and(): string {
    let left = this.#comparison()
    while (this.#takes('&&')) left = `${left} && ${this.#comparison()}`
    return left
  }

  #comparison(): string {
    if (this.#takes('!')) return `!(${this.#comparison()})`
    const left = this.#operand()
    const sign = ['==', '!=', '>=', '<=', '>', '<'].find((one) => this.#takes(one))
    if (sign === undefined) return left
    const right = this.#operand()
    // What is not there has no value in CEL: it is asked whether it is.
    if (right === 'null') return sign === '!=' ? `has(${left})` : `!has(${left})`
    return `${left} ${sign} ${right}`
  }

  #operand(): string {
    const token = this.#tokens[this.#at]
    this.#at += 1
    switch (token?.kind) {
      case 'text':
        return celLiteral(token.text)
      case 'literal':
        return literalOf(token.text)
      case 'binding':
        return this.#bound(token.text.slice(1))
      case 'name':
        // A field of this name nobody has: JMESPath's own way to say that something is not there.
        if (token.text === 'null') return 'null'
        return this.#next('(') ? this.#call(token.text) : this.#path(celPath(this.#around.here, [token.text]))
      default:
        if (token?.text === '(') return this.#inBrackets()
        if (token?.text === '@') return this.#path(this.#around.here)
        throw new Untranslatable()
    }
  }

  #inBrackets(): string {
    const inner = this.#or()
    this.#expect(')')
    return `(${inner})`
  }

  #path(above: string): string {
    let path = above
    while (this.#takes('.')) {
      const token = this.#tokens[this.#at]
      if (token?.kind !== 'name') throw new Untranslatable()
      this.#at += 1
      path = celPath(path, [token.text])
    }
    return path
  }

  #call(name: string): string {
    this.#expect('(')
    const given = [this.#or()]
    while (this.#takes(',')) given.push(this.#or())
    this.#expect(')')
    const [one = '', other = ''] = given
    const said: Readonly<Record<string, string>> = { length: `size(${one})`, starts_with: `${one}.startsWith(${other})`, ends_with: `${one}.endsWith(${other})`, to_string: `string(${one})` }
    const found = said[name]
    if (found === undefined) throw new Untranslatable()
    return found
  }

  #bound(name: string): string {
    if (!this.#around.bindings.has(name)) throw new Untranslatable()
    return celLiteral(this.#around.bindings.get(name))
  }

  #next(text: string): boolean {
    const token = this.#tokens[this.#at]
    return token?.kind === 'sign' && token.text === text
  }

  #takes(text: string): boolean {
    if (!this.#next(text)) return false
    this.#at += 1
    return true
  }

  #expect(text: string): void {
    if (!this.#takes(text)) throw new Untranslatable()
  }
}

function literalOf(text: string): string {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? unsaid() : celLiteral(value)
  } catch {
    return unsaid()
  }
}

function unsaid(): never {
  throw new Untranslatable()
}
