/** One component as it was last proven; every cell as it is shown. */
export interface LedgerRow {
  readonly component: string
  readonly version: string
  readonly source: string
  readonly image: string
  readonly memory: string
  readonly up: string
  readonly smoke: string
  readonly down: string
  readonly proven: string
}

const columns = ['component', 'version', 'source', 'image', 'memory', 'up', 'smoke', 'down', 'proven'] as const satisfies readonly (keyof LedgerRow)[]

const preface = `# Components, as they were last proven

\`npm run components:test\` writes this page. It takes each component through one life on a real cluster: up, what it is for, down, and not one
object left that was not there before. What does not fit its budget (\`-- --minutes 20\`; 60 unless said) it prints as skipped, with the reason;
names after it (\`-- traefik argo-rollouts\`) choose. \`npm run test:full\` does the same with the cheapest first, in eight minutes.

\`image\` is what a node keeps of it. \`memory\` is the most that its Pods held at once in their smoke, by the kubelet's account. \`up\` is from being
asked for until it does its work, its images made before; \`smoke\` and \`down\` are seconds too.
`

export function ledgerPage(rows: readonly LedgerRow[]): string {
  const lines = rows.toSorted((one, other) => (one.component < other.component ? -1 : 1)).map((row) => lineOf(columns.map((column) => row[column])))
  return [preface, lineOf(columns), lineOf(columns.map(() => '---')), ...lines, ''].join('\n')
}

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** The rows of such a page; none of a text that is not one. */
export function rowsIn(page: string): readonly LedgerRow[] {
  const [, , ...lines] = page.split('\n').filter((line) => line.startsWith('|'))
  return lines.map((line) => {
    const cells = line.split('|').slice(1, -1).map((cell) => cell.trim())
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])) as unknown as LedgerRow // its keys are the columns
  })
}

/** What is proven now in place of what was. */
export function withRow(rows: readonly LedgerRow[], row: LedgerRow): readonly LedgerRow[] {
  return [...rows.filter(({ component }) => component !== row.component), row]
}

/** How long a component's last proof took: twice up and down, for it is added once before it is measured. */
export function secondsOf(row: LedgerRow | undefined): number | undefined {
  return row && (Number.parseFloat(row.up) + Number.parseFloat(row.down)) * 2 + Number.parseFloat(row.smoke)
}

export const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`
