import { kindKey, type KindRef } from '#contract/kube.ts'

/** The kinds that a manifest names, also while it is being written and is no YAML yet. */
export function kindsIn(text: string): readonly KindRef[] {
  const kinds = text.split(/^---.*$/m).flatMap((document) => {
    const [apiVersion, kind] = [valueOf('apiVersion', document), valueOf('kind', document)]
    return apiVersion === undefined || kind === undefined ? [] : [{ apiVersion, kind }]
  })
  return [...new Map(kinds.map((kind) => [kindKey(kind), kind])).values()]
}

function valueOf(field: string, document: string): string | undefined {
  return new RegExp(`^${field}:[ \\t]*["']?([\\w./-]+)["']?[ \\t]*(?:#.*)?$`, 'm').exec(document)?.[1]
}
