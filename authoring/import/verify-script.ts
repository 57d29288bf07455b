import { type Get, readGet } from './kubectl-get.ts'
import { MatchTree, pathIn, type PathStep, valueAt } from './match-tree.ts'
import { type Statement, statementsOf } from './shell-words.ts'

/** What a verifying script asks for: a file, or an object in terms of `object` and `match`. */
export type Wanted = WantedObject | WantedFile

export interface WantedFile {
  readonly kind: 'file'
  /** As the script names it. */
  readonly path: string
  readonly matches?: string
  readonly line: number
}

export interface WantedObject {
  readonly kind: 'object'
  readonly get: Get
  /** It must be gone. */
  readonly isAbsent: boolean
  readonly match: unknown
  readonly assert: readonly string[]
  /** Where the script first asks for it. */
  readonly line: number
}

export type Verified = { readonly kind: 'objects'; readonly wanted: readonly Wanted[] } | { readonly kind: 'opaque'; readonly line: number; readonly found: string }

/** Thrown at what the script says and an `object` cannot. */
class Opaque extends Error {}

/**
 * Reads a script that fetches fields and compares them, as verifying scripts do, into what it wants. All or nothing: where one line
 * is not understood the script is told as it is, since the others may depend on it. Pure.
 */
export function readVerifyScript(script: string): Verified {
  const reader = new Reader()
  let line = 1
  try {
    for (const statement of blocksOf(statementsOf(script))) {
      line = statement.line
      reader.read(statement)
    }
    const wanted = reader.wanted()
    return wanted.length === 0 ? { kind: 'opaque', line: 1, found: script.trim().split('\n').at(-1) ?? '' } : { kind: 'objects', wanted }
  } catch (error) {
    if (error instanceof Opaque) return { kind: 'opaque', line, found: error.message }
    throw error
  }
}

/** An `if` with all that belongs to it is one statement. */
function blocksOf(statements: readonly Statement[]): readonly Statement[] {
  const blocks: Statement[] = []
  let open: { text: string; line: number; depth: number } | undefined
  for (const { text, line } of statements) {
    const depth = (text.match(/(^|[;\s])(if|for|while|until|case)\s/g) ?? []).length - (text.match(/(^|[;\s])(fi|done|esac)\b/g) ?? []).length + (/^(function\s+)?[\w-]+\s*\(\)\s*\{[^}]*$/.test(text) ? 1 : 0) - (text === '}' ? 1 : 0)
    if (open === undefined && depth <= 0) blocks.push({ text, line })
    else if (open === undefined) open = { text, line, depth }
    else {
      open = { ...open, text: `${open.text}\n${text}`, depth: open.depth + depth }
      if (open.depth <= 0) {
        blocks.push({ text: open.text, line: open.line })
        open = undefined
      }
    }
  }
  return open === undefined ? blocks : [...blocks, { text: open.text, line: open.line }]
}

type Value = { readonly kind: 'object'; readonly get: Get } | { readonly kind: 'text'; readonly text: string } | { readonly kind: 'field'; readonly get: Get; readonly path: readonly PathStep[] }

interface Growing {
  readonly get: Get
  isAbsent: boolean
  readonly match: MatchTree
  readonly assert: string[]
  readonly line: number
}

const failure = /\b(exit\s+[1-9]|fail(ed|ure)?\b|return\s+[1-9]|die\b|false\b|error\b)/
const harmless = /^(set\s+[-+]|(info|log|note|warn|section)\s+["']|command -v \w+|need \w+$|require \w+$|kubectl (cluster-info|version|config)\b[^|]*|echo\b|printf\b|sleep\b|exit\s+0$|exit$|true$|:$|export\s+(KUBECONFIG|PATH)=|#!)|^(function\s+)?[\w-]+\s*\(\)\s*\{/s

class Reader {
  readonly #values = new Map<string, Value>()
  readonly #objects = new Map<string, Growing>()
  readonly #files: WantedFile[] = []
  #line = 1

  wanted(): readonly Wanted[] {
    const objects = [...this.#objects.values()].map(({ get, isAbsent, match, assert, line }) => ({ kind: 'object' as const, isAbsent, get, match: match.isEmpty ? undefined : match.toJson(), assert, line }))
    return [...this.#files, ...objects]
  }

  read({ text, line }: Statement): void {
    this.#line = line
    const [, name, value] = /^(?:local\s+|export\s+|readonly\s+)?([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? []
    if (harmless.test(text) || (/^[\w-]+(\s+("[^"]*"|'[^']*'|[\w .!]+))?$/.test(text) && /^(pass|ok|success|done)\b/i.test(text))) return
    if (/^if\s/.test(text)) return this.#readIf(text)
    if (name !== undefined && value !== undefined) return void this.#values.set(name, this.#valueOf(value.trim()))
    this.#mustHold(text.replace(/\s*&&\s*(\{\s*)?(echo|printf|exit 0|pass|true)\b.*$/s, '').replace(/\s*\|\|\s*(\{.*\}|.*)$/s, (rest) => (failure.test(rest) || /\|\|\s*\{?\s*(echo|exit)/.test(rest) ? '' : rest)))
  }

  /** Its branch that fails must not be taken, or its branch that does not must. */
  #readIf(text: string): void {
    const [, condition = '', rest = ''] = /^if\s+(.*?)\s*[;\n]\s*then\b(.*)\bfi$/s.exec(text) ?? []
    const [thenBody = '', elseBody = ''] = rest.split(/\belse\b/)
    if (condition === '' || /\belif\b/.test(text) || /\bif\s/.test(thenBody)) throw new Opaque(text.split('\n')[0])
    if (failure.test(thenBody)) return this.#mustNotHold(condition)
    if (failure.test(elseBody) || elseBody.trim() === '') return this.#mustHold(condition)
    throw new Opaque(text.split('\n')[0])
  }

  #mustHold(condition: string): void {
    const plain = condition.trim()
    if (/^\(\((.*)\)\)$/.test(plain)) throw new Opaque(plain)
    const inner = /^\[\[?\s+(.*?)\s+\]\]?$/s.exec(plain)?.[1]
    if (inner !== undefined && !/\]\]?\s*(&&|\|\|)\s*\[/.test(plain)) return this.#test(inner, true)
    if (/\|\|/.test(plain.replaceAll(/"[^"]*"|'[^']*'/g, ''))) throw new Opaque(plain)
    const parts = plain.split(/\s+&&\s+/)
    if (parts.length > 1) return parts.forEach((part) => this.#mustHold(part))
    if (plain.startsWith('! ')) return this.#mustNotHold(plain.slice(2))
    this.#command(plain)
  }

  #mustNotHold(condition: string): void {
    const plain = condition.trim()
    const inner = /^\[\[?\s+(.*?)\s+\]\]?$/s.exec(plain)?.[1]
    if (inner !== undefined && !/\]\]?\s*(&&|\|\|)\s*\[/.test(plain)) return this.#test(inner, false)
    const parts = plain.split(/\s+\|\|\s+/)
    if (parts.length > 1) return parts.forEach((part) => this.#mustNotHold(part))
    if (plain.startsWith('! ')) return this.#mustHold(plain.slice(2))
    const get = readGet(this.#filled(plain))
    if (get === undefined || get.path !== undefined) throw new Opaque(plain)
    this.#objectOf(get).isAbsent = true
  }

  #test(inner: string, must: boolean): void {
    const parts = inner.split(must ? /\s+(?:&&|-a)\s+/ : /\s+(?:\|\||-o)\s+/)
    if (parts.length > 1) return parts.forEach((part) => this.#test(part, must))
    if (/\s(\|\||&&)\s/.test(inner)) throw new Opaque(inner)
    if (inner.startsWith('! ')) return this.#test(inner.slice(2), !must)
    const [, file] = /^-[fes]\s+(\S+)$/.exec(inner) ?? []
    if (file !== undefined) return must ? this.#file(file) : opaque(inner)
    const [, sign, alone] = /^-([zn])\s+(.*)$/s.exec(inner) ?? []
    if (sign !== undefined && alone !== undefined) return this.#presence(alone, (sign === 'n') === must)
    const [, left = '', operator = '', right = ''] = /^("?\$\((?:[^()]|\([^()]*\))*\)"?|"[^"]*"|'[^']*'|\S+)\s+(==?|!=|-eq|-ne|-ge|-gt|-le|-lt)\s+(.*)$/s.exec(inner) ?? []
    this.#compare(this.#valueOf(left), must ? operator : (opposite[operator] ?? ''), this.#valueOf(right), inner)
  }

  #compare(left: Value, operator: string, right: Value, said: string): void {
    if (left.kind === 'text' && right.kind === 'field') return this.#compare(right, operator, left, said)
    if (left.kind !== 'field' || right.kind !== 'text' || right.text.includes('$')) throw new Opaque(said)
    const object = this.#objectOf(left.get)
    if (operator === '=' || operator === '==' || operator === '-eq') {
      if (/[*?]/.test(right.text) && !said.includes('"')) throw new Opaque(said)
      return right.text === '' ? this.#presenceOf(left, false) : object.match.put(left.path, valueAt(left.path, right.text))
    }
    const sign = celSigns[operator]
    if (sign === undefined || right.text === '') return operator === '!=' && right.text === '' ? this.#presenceOf(left, true) : opaque(said)
    object.assert.push(`${celPath(left.path, said)} ${sign} ${JSON.stringify(valueAt(left.path, right.text))}`)
  }

  #presence(word: string, isThere: boolean): void {
    const value = this.#valueOf(word)
    if (value.kind !== 'field') throw new Opaque(word)
    this.#presenceOf(value, isThere)
  }

  #presenceOf({ get, path }: Extract<Value, { kind: 'field' }>, isThere: boolean): void {
    const object = this.#objectOf(get)
    // A named object whose name is asked for only has to be there.
    if (isThere && path.length === 2 && JSON.stringify(path) === '[{"field":"metadata"},{"field":"name"}]') return
    object.assert.push(`${isThere ? '' : '!'}${presence(path)}`)
  }

  #file(written: string, matches?: string): void {
    const path = this.#filled(written.replaceAll(/["']/g, ''))
    if (path.includes('$')) throw new Opaque(written)
    this.#files.push({ kind: 'file', path, line: this.#line, ...(matches !== undefined && { matches }) })
  }

  #command(text: string): void {
    const [, stated] = /^(?:stat|test -[fes]|ls)\s+(\S+?)(?:\s*&?>.*)?$/.exec(text) ?? []
    if (stated?.includes('/')) return this.#file(stated)
    const [, sought, searched] = /^grep\s+-q[iE]?\s+["']?([\w .:=/^$-]+?)["']?\s+(\S*\/\S+)$/.exec(text) ?? []
    if (sought !== undefined && searched !== undefined) return this.#file(searched, sought)
    const [, source, pattern] = /^(.*?)\s*\|\s*grep\s+(?:-[qwiF]+\s+)*["']?(Running|Bound|Active|Complete|Completed)["']?(?:\s*>\s*\/dev\/null)?$/s.exec(text) ?? []
    const get = readGet(this.#filled(source ?? text.replace(/^(timeout\s+\S+)\s+/, '')))
    if (get !== undefined && pattern === undefined && get.path === undefined) return void this.#objectOf(get)
    if (get !== undefined && pattern !== undefined && get.path === undefined && ['Pod', 'PersistentVolumeClaim', 'PersistentVolume', 'Namespace'].includes(get.kind.kind)) return this.#objectOf(get).match.put([{ field: 'status' }, { field: 'phase' }], pattern)
    const waited = waitIn(this.#filled(text))
    if (waited === undefined) throw new Opaque(text)
    this.#objectOf(waited.get).match.put([{ field: 'status' }, { field: 'conditions' }, { where: ['type', waited.condition] }, { field: 'status' }], 'True')
  }

  #objectOf(get: Get): Growing {
    const { path: _path, ...meant } = get
    const key = JSON.stringify(meant)
    const object = this.#objects.get(key) ?? { get: meant, isAbsent: false, match: new MatchTree(), assert: [], line: this.#line }
    this.#objects.set(key, object)
    return object
  }

  #valueOf(written: string): Value {
    const [, variable] = /^["']?\$\{?(\w+)\}?["']?$/.exec(written) ?? []
    if (variable !== undefined) return this.#values.get(variable) ?? opaque(written)
    const [, command] = /^["']?\$\((.*)\)["']?$/s.exec(written) ?? /^`(.*)`$/s.exec(written) ?? []
    if (command !== undefined) return this.#fetched(command)
    const text = this.#filled(written.replaceAll(/^(["'])(.*)\1$/gs, '$2'))
    return text.includes('$(') ? opaque(written) : { kind: 'text', text }
  }

  #fetched(command: string): Value {
    const bare = command.replace(/\s*\|\s*(tr -d\s+\S+|xargs)$/, '').replace(/\s*\|\|\s*(true|echo\s+("[^"]*"|'[^']*'|\S+))\s*$/, '')
    const [source, filter] = jqIn(bare)
    if (source !== undefined && filter !== undefined) return this.#picked(source, filter)
    const get = readGet(this.#filled(bare))
    if (get !== undefined && get.path === undefined && /-o[ =]?json\b/.test(bare)) return { kind: 'object', get }
    return get?.path === undefined ? opaque(command) : { kind: 'field', get, path: get.path }
  }

  /** `kubectl get … -o json | jq -r .spec.replicas`, of a command or of what a variable keeps of one. */
  #picked(source: string, filter: string): Value {
    const path = pathIn(filter)
    const [, variable] = /^(?:echo|printf '%s')?\s*["']?\$\{?(\w+)\}?["']?$/.exec(source) ?? []
    const kept = variable === undefined ? undefined : this.#values.get(variable)
    const get = kept?.kind === 'object' ? kept.get : variable === undefined ? readGet(this.#filled(source)) : undefined
    return path === undefined || get === undefined || get.path !== undefined ? opaque(`${source} | jq ${filter}`) : { kind: 'field', get, path }
  }

  /** Variables that hold a text, put in. */
  #filled(text: string): string {
    return text.replaceAll(/\$\{?([A-Za-z_]\w*)\}?/g, (place, name: string) => {
      const value = this.#values.get(name)
      return value?.kind === 'text' ? value.text : place
    })
  }
}

const opposite: Readonly<Record<string, string>> = { '=': '!=', '==': '!=', '!=': '==', '-eq': '-ne', '-ne': '-eq', '-ge': '-lt', '-lt': '-ge', '-gt': '-le', '-le': '-gt' }
const celSigns: Readonly<Record<string, string>> = { '!=': '!=', '-ne': '!=', '-ge': '>=', '-gt': '>', '-le': '<=', '-lt': '<' }

function opaque(said: string): never {
  throw new Opaque(said)
}

/** `object.spec.replicas`; an item of a list has no name in an assertion. */
function celPath(path: readonly PathStep[], said: string): string {
  return path.reduce((above, step) => ('field' in step && /^[A-Za-z_]\w*$/.test(step.field) ? `${above}.${step.field}` : 'field' in step ? `${above}[${JSON.stringify(step.field)}]` : opaque(said)), 'object')
}

/** Whether a field is written; one of a list's items that has it is enough. */
function presence(path: readonly PathStep[]): string {
  const list = path.findIndex((step) => !('field' in step))
  if (list < 0) return `has(${celPath(path, 'presence')})`
  const item = path[list]
  const named = item !== undefined && 'where' in item ? `i.${item.where[0]} == ${JSON.stringify(item.where[1])} && ` : ''
  const inside = path.slice(list + 1)
  return `${celPath(path.slice(0, list), 'presence')}.exists(i, ${named}${inside.length === 0 ? 'true' : `has(${celPath(inside, 'presence').replace(/^object/, 'i')})`})`
}

/** What is read, and the filter that picks one value of it. */
function jqIn(command: string): readonly [string, string] | readonly [] {
  const [, before, piped] = /^(.*?)\s*\|\s*jq\s+(?:-[re]+\s+)*('\.[^'|]*'|"\.[^"|]*"|\.\S*)$/s.exec(command) ?? []
  if (before !== undefined && piped !== undefined) return [before, filterIn(piped)]
  const [, filter, after] = /^jq\s+(?:-[re]+\s+)*('\.[^'|]*'|"\.[^"|]*")\s*<<<\s*(.*)$/s.exec(command) ?? []
  return filter === undefined || after === undefined ? [] : [after, filterIn(filter)]
}

/** Without its quotes, and without what it says where nothing is found. */
const filterIn = (written: string): string => written.replaceAll(/^["']|["']$/g, '').replace(/\s*\/\/.*$/s, '')

/** `kubectl wait --for=condition=Ready pod/web`, `kubectl rollout status deployment/web` */
function waitIn(command: string): { readonly get: Get; readonly condition: string } | undefined {
  const [, condition] = /^kubectl\s.*--for[= ]["']?condition=["']?(\w+)/.exec(command) ?? []
  const isRollout = /^kubectl\s.*\brollout\s+status\b/.test(command)
  if (condition === undefined && !isRollout) return undefined
  const asGet = command.replace(/\brollout\s+status\b|\bwait\b/, 'get').replaceAll(/--(for|timeout|watch)[= ]\S+/g, '')
  const get = readGet(asGet)
  return get === undefined ? undefined : { get, condition: capital(condition ?? 'Available') }
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
