import { z } from 'zod'

/** The names of the fields that a schema knows at a path, for "did you mean". Unions offer those of all their branches. */
export function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const found = path.reduce<readonly z.core.$ZodType[]>((schemas, part) => schemas.flatMap((one) => inside(one, part)), [schema])
  return [...new Set(found.flatMap(branches).flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : [])))]
}

function inside(schema: z.core.$ZodType, part: PropertyKey): z.core.$ZodType[] {
  return branches(schema).flatMap((one) => {
    if (one instanceof z.ZodObject) return fieldOf(one, String(part))
    if (one instanceof z.ZodArray) return [one.element]
    if (one instanceof z.ZodRecord) return [one.valueType]
    return []
  })
}

function fieldOf(object: z.ZodObject, name: string): z.core.$ZodType[] {
  const field = Object.hasOwn(object.shape, name) ? object.shape[name] : undefined
  return field === undefined ? [] : [field]
}

function branches(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(branches)
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return branches(schema.unwrap())
  return [schema]
}
