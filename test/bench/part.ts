import type { BenchSite } from './bench-site.ts'
import type { Figure } from './figure.ts'

export interface PartTools {
  /** How often something is measured: `few` for a quick look that proves nothing. */
  readonly times: (usual: number) => number
  /** What is being done, for whoever waits. */
  readonly say: (line: string) => void
}

/** A group of figures that are measured together. */
export type Part =
  | { readonly name: string; readonly needs: 'nothing'; readonly measure: (tools: PartTools) => Promise<readonly Figure[]> }
  | { readonly name: string; readonly needs: 'cluster'; readonly measure: (tools: PartTools, site: BenchSite) => Promise<readonly Figure[]> }
