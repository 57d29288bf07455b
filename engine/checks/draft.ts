import type { Check, Json, ObjectRef } from '#contract/check.ts'
import type { Text } from '#contract/locale.ts'
import { parseExpression, type Condition } from './cel/expression.ts'
import type { Variables } from './cel/names.ts'
import { listItem, type Fields, type FieldType } from './fields/field-table.ts'
import { isList, isMap, readExpected } from './match/expected.ts'
import { mistakes, type CheckMistake } from './mistake.ts'
import type { PreparedCheck } from './judge.ts'
import { nearestName } from './nearest-name.ts'
import { placeholdersIn } from './placeholders.ts'

/** What a lab offers to its checks. */
export interface LabNames {
  /** The lab's own names of its namespaces, the default one first. */
  readonly namespaces: readonly string[]
  /** A lab of the whole cluster may name any other namespace as it is called. */
  readonly isOfWholeCluster?: boolean
  readonly vars: readonly string[]
}

const deepestTree = 60

/** A check on its way to being prepared: reads its parts and keeps what is wrong in them. */
export class Draft {
  readonly mistakes: CheckMistake[] = []
  readonly fields: Fields
  readonly #names: LabNames

  constructor(fields: Fields, names: LabNames) {
    this.fields = fields
    this.#names = names
  }

  note(field: string, message: Text, column?: number): void {
    this.mistakes.push({ field, message, ...(column === undefined ? {} : { column }) })
  }

  /** The names that every check's expressions may use, with those of its own kind first. */
  variables(check: Check, own: Variables): Variables {
    const related = Object.entries(check.related ?? {}).map(([name, ref]) => [name, this.#relatedType(ref)] as const)
    const [vars, namespaces] = [this.#names.vars, this.#names.namespaces].map((names) => Object.fromEntries(names.map((name) => [name, undefined])))
    return {
      ...own,
      related: { type: undefined, members: Object.fromEntries(related) },
      ns: { type: undefined, members: namespaces ?? {} },
      vars: { type: undefined, members: vars ?? {} },
    }
  }

  #relatedType(ref: ObjectRef): FieldType | undefined {
    const type = this.fields.kind(ref)
    return ref.name === undefined ? `[]${type ?? 'any'}` : type
  }

  /** Each expression as its conditions; those with mistakes are noted and left out. */
  expressions(field: string, texts: readonly string[] | undefined, variables: Variables): readonly (readonly Condition[])[] {
    return (texts ?? []).flatMap((text, index) => {
      const parsed = parseExpression(text, variables, this.fields)
      if (parsed.kind === 'parsed') return [parsed.conditions]
      for (const { message, column } of parsed.mistakes) this.note(`${field}[${index}]`, message, column)
      return []
    })
  }

  reference(field: string, ref: ObjectRef): void {
    const { namespaces, isOfWholeCluster = false } = this.#names
    if (ref.namespace !== undefined && !isOfWholeCluster && !namespaces.includes(ref.namespace)) {
      this.note(`${field}.namespace`, mistakes.unknownNamespace(ref.namespace, namespaces))
    }
    this.#kind(field, ref)
    this.placeholders(field, [ref.name ?? null, ref.labels ?? {}])
  }

  /** Where objects that a reference means are looked for. */
  scope(ref: ObjectRef): PreparedCheck['looksAt'][number] {
    return scopeOf(ref, this.#names.namespaces, this.fields)
  }

  /** An API version of which kinds are known has no others; of one that is not known (a custom resource's) nothing can be said. */
  #kind(field: string, { apiVersion, kind }: ObjectRef): void {
    const known = this.fields.kindsOf(apiVersion)
    if (known.length > 0 && !known.includes(kind)) this.note(`${field}.kind`, mistakes.unknownKind(kind, apiVersion, nearestName(kind, known)))
  }

  /** A partial tree of objects of this kind: no unknown field, operator or placeholder in it. */
  tree(field: string, tree: Json | undefined, type: FieldType | undefined): void {
    if (tree === undefined) return
    if (depthOf(tree) > deepestTree) return this.note(field, mistakes.tooDeep(deepestTree))
    this.placeholders(field, tree)
    this.#branch(field, tree, type)
  }

  #branch(field: string, tree: Json, type: FieldType | undefined): void {
    const expected = readExpected(tree)
    if (expected.kind === 'list' || expected.kind === 'ordered') {
      expected.items.forEach((item, index) => this.#branch(`${field}[${index}]`, item, listItem(type)))
    }
    if (expected.kind !== 'map') return
    const names = this.fields.names(type)
    for (const [name, inner] of expected.entries) {
      if (name.startsWith('$') && !name.startsWith('${')) this.note(`${field}.${name}`, mistakes.unknownOperator(name))
      else if (names !== undefined && !names.includes(name)) this.note(`${field}.${name}`, mistakes.unknownField(name, nearestName(name, names)))
      else if (type === 'Secret' && name === 'stringData') this.note(`${field}.${name}`, mistakes.neverShown(name))
      else this.#branch(`${field}.${name}`, inner, this.fields.field(type, name))
    }
  }

  /** A text with placeholders in it. */
  text(field: string, text: string): void {
    this.placeholders(field, text)
  }

  placeholders(field: string, tree: Json): void {
    for (const { group, name } of placeholdersIn(tree)) {
      const known = group === 'vars' ? this.#names.vars : this.#names.namespaces
      if (!known.includes(name)) this.note(field, mistakes.unknownName(`${group}.${name}`, known))
    }
  }
}

export function scopeOf(ref: ObjectRef, namespaces: readonly string[], fields: Fields): PreparedCheck['looksAt'][number] {
  const { apiVersion, kind } = ref
  const namespace = fields.isClusterScoped(ref) ? undefined : (ref.namespace ?? namespaces[0])
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }) }
}

/** Counted without recursion: it is what says whether recursion is safe. */
function depthOf(tree: Json): number {
  let [depth, level]: [number, readonly Json[]] = [0, [tree]]
  while (level.length > 0 && depth <= deepestTree) {
    level = level.flatMap((one) => (isList(one) ? one : isMap(one) ? Object.values(one) : []))
    depth += 1
  }
  return depth
}
