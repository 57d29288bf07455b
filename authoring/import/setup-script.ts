import { stringify } from 'yaml'
import type { ImportReport } from './import-notes.ts'
import { madeBy } from './made-by.ts'
import { shellWords, statementsOf } from './shell-words.ts'

/** What a script prepares before a learner comes, as manifests. */
export interface Setup {
  /** YAML documents, in their order. */
  readonly manifests: readonly string[]
}

interface SetupScript {
  readonly file: string
  readonly text: string
  readonly report: ImportReport
  /** The text of a file that the scenario brings along, by the path at which its scripts see it. */
  readonly broughtFile: (path: string) => string | undefined
}

const waits = /^(sleep|wait|while|until|for|do|done|if|then|else|fi|kubectl\s+(wait|rollout\s+status|get|cluster-info|version|config)\b|k\s+get\b)/
const talks = /^(echo|printf|clear|set\s|#!|export\s+(PS1|TERM|KUBECONFIG)|source\s+(~|\/root)\/\.|touch\s+\/tmp|cd\s|mkdir\s|:|true|exit)/

/** Reads a setup script statement by statement: what makes objects becomes start manifests, waiting and talking is not needed, the rest is told. */
export function readSetup({ file, text, report, broughtFile }: SetupScript): Setup {
  const manifests: string[] = []
  for (const { text: statement, line, input } of statementsOf(text)) {
    const place = { file, line }
    const made = manifestsOf(statement, input, broughtFile)
    if (made !== undefined) {
      manifests.push(...made)
      report.add('became', place, 'startObject', { object: made.map(nameOf).join(', ') })
    } else if (/^kubectl\s+create\s+(ns|namespace)\s/.test(statement) || /\|\|\s*kubectl\s+create\s+(ns|namespace)\s/.test(statement)) report.add('became', place, 'namespace', { name: /(?:ns|namespace)\s+["']?([\w$-]+)/.exec(statement.slice(statement.lastIndexOf('create')))?.[1] ?? '' })
    else if (waits.test(statement)) report.add('unneeded', place, 'waiting')
    else if (talks.test(statement)) report.add('unneeded', place, 'talk')
    else report.add('lost', place, 'scriptLine', { found: statement.split('\n')[0]?.slice(0, 80) ?? '' })
  }
  return { manifests }
}

function manifestsOf(statement: string, input: string | undefined, broughtFile: SetupScript['broughtFile']): readonly string[] | undefined {
  if (input !== undefined && /kubectl\s[^<]*\b(apply|create)\b/.test(statement) && !/\$\(/.test(input)) return [input]
  const [, path] = /^kubectl\s+(?:apply|create)\s+(?:-n\s+\S+\s+)?-f\s+(\S+)/.exec(statement) ?? []
  if (path !== undefined) {
    const brought = broughtFile(path)
    return brought === undefined ? undefined : [brought]
  }
  const object = objectOf(statement.replace(/\s*(\|\|\s*true|&?>.*|2>.*)$/, ''))
  return object === undefined ? undefined : [stringify(object)]
}

/** What `kubectl create` and `kubectl run` make of their words. */
function objectOf(statement: string): object | undefined {
  const words = shellWords(statement)
  const [made] = madeBy(statement)
  if (made === undefined || /[|;&]/.test(statement.replaceAll(/"[^"]*"|'[^']*'/g, ''))) return undefined
  const flag = (name: string): string | undefined => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)
  const literals = Object.fromEntries(words.filter((word) => word.startsWith('--from-literal=')).map((word) => word.slice('--from-literal='.length).split(/=(.*)/s, 2)))
  const { kind: { apiVersion, kind }, name, namespace } = made
  const metadata = { name, ...(namespace !== undefined && { namespace }) }
  const image = flag('image')
  const container = { name, image, ...(flag('port') === undefined ? {} : { ports: [{ containerPort: Number(flag('port')) }] }) }
  switch (kind) {
    case 'Deployment':
      return image === undefined ? undefined : { apiVersion, kind, metadata: { ...metadata, labels: { app: name } }, spec: { replicas: Number(flag('replicas') ?? 1), selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [container] } } } }
    case 'Pod':
      return image === undefined || words.includes('--') ? undefined : { apiVersion, kind, metadata: { ...metadata, labels: { run: name } }, spec: { containers: [container] } }
    case 'ConfigMap':
      return { apiVersion, kind, metadata, data: literals }
    case 'Secret':
      return words.includes('generic') ? { apiVersion, kind, metadata, stringData: literals } : undefined
    case 'ServiceAccount':
      return { apiVersion, kind, metadata }
    default:
      return undefined
  }
}

const nameOf = (manifest: string): string => {
  const [, kind = '?'] = /^kind:\s*(\S+)/m.exec(manifest) ?? []
  const [, name = ''] = /^\s+name:\s*(\S+)/m.exec(manifest) ?? []
  return `${kind} ${name}`.trim()
}
