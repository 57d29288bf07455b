import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { describe, expect, it } from 'vitest'

/**
 * Which room may import which. To move a wall, change this table and leave a note in docs/decisions/.
 * A room named with a file (`engine/engine.ts`) may be entered by that door only.
 */
const walls: Record<string, readonly string[]> = {
  contract: [],
  engine: ['contract'],
  authoring: ['contract', 'engine'],
  cli: ['contract', 'engine/engine.ts', 'authoring', 'electron/build.ts'],
  electron: ['contract', 'engine/engine.ts'],
  renderer: ['contract'],
}

/** Inside the engine: which of its rooms may see which. Its door (engine/*.ts) sees them all. */
const engineWalls: Record<string, readonly string[]> = {
  programs: [],
  files: [],
  backup: ['files'],
  bundles: ['runtime', 'programs', 'files', 'images', 'components', 'packs'],
  runtime: ['programs', 'files'],
  kube: [],
  images: ['runtime', 'programs', 'files'],
  cluster: ['runtime', 'programs', 'files', 'kube', 'images'],
  components: ['runtime', 'files', 'kube', 'images', 'cluster'],
  watch: ['kube'],
  checks: [],
  packs: ['checks', 'files', 'programs'],
  workspace: ['files'],
  terminals: ['runtime', 'kube', 'programs', 'files', 'cluster'],
  marking: ['checks', 'watch'],
  diagnosis: ['kube', 'watch', 'marking'],
  editing: ['kube'],
  probing: ['kube', 'checks'],
  views: ['kube', 'watch', 'diagnosis'],
  attempts: ['kube', 'packs', 'checks', 'marking', 'diagnosis', 'probing', 'watch', 'files', 'workspace', 'terminals', 'cluster', 'components'],
  doctor: ['runtime', 'programs', 'files'],
}

/** Packages that only some rooms may name. */
const packages: Record<string, readonly string[]> = {
  dockerode: ['engine/runtime'],
  '@kubernetes/client-node': ['engine/kube', 'engine/terminals'],
  '@bufbuild/cel': ['engine/checks'],
  electron: ['electron'],
  react: ['renderer'],
  commander: ['cli'],
  yauzl: ['engine/packs/travel'],
  'tar-stream': ['engine/packs/travel', 'engine/backup', 'engine/files', 'engine/bundles'],
  '@noble/hashes': ['engine/packs/travel'],
}

const root = join(import.meta.dirname, '..')

interface Arrow {
  readonly from: string
  readonly to: string
}

function arrowsOf(file: string): Arrow[] {
  const { body } = parseAst(readFileSync(join(root, file), 'utf8'), { lang: file.endsWith('x') ? 'tsx' : 'ts' })
  return specifiersIn(body).map((specifier) => ({ from: file, to: targetOf(file, specifier) }))
}

/** Every module that a piece of syntax names: imports, re-exports and `import()` anywhere inside. */
function specifiersIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(specifiersIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, source, ...rest } = node as { type?: unknown; source?: { value?: unknown } | null } // any ESTree node
  const names = typeof type === 'string' && /^(Import|Export)/.test(type) && typeof source?.value === 'string' ? [source.value] : []
  return [...names, ...specifiersIn(Object.values(rest))]
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier)).split(sep).join('/')
  return specifier.replace(/^#contract\//, 'contract/')
}

const roomOf = (path: string): string => path.split('/')[0] ?? path
const engineRoomOf = (path: string): string | undefined => {
  const [room, inner, file] = path.split('/')
  return room === 'engine' && file !== undefined ? inner : undefined
}

function isAllowed({ from, to }: Arrow): boolean {
  const [room, target] = [roomOf(from), roomOf(to)]
  if (!(target in walls)) return isAllowedPackage(from, to)
  if (room === target) return room !== 'engine' || isAllowedInEngine(from, to)
  return (walls[room] ?? []).some((wall) => wall === target || wall === to)
}

function isAllowedInEngine(from: string, to: string): boolean {
  const [room, target] = [engineRoomOf(from), engineRoomOf(to)]
  if (room === undefined) return true
  if (target === undefined) return false
  return room === target || (engineWalls[room] ?? []).includes(target)
}

function isAllowedPackage(from: string, to: string): boolean {
  const name = to.startsWith('@') ? to.split('/').slice(0, 2).join('/') : roomOf(to)
  const rooms = packages[name]
  return rooms === undefined || rooms.some((room) => from.startsWith(`${room}/`))
}

const files = globSync(Object.keys(walls).map((room) => `${room}/**/*.{ts,tsx}`), { cwd: root })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => !file.includes('node_modules'))

describe('the rooms', () => {
  it('have arrows only where the table says (edit the table in test/rooms.test.ts and leave a note in docs/decisions/)', () => {
    const strays = files.flatMap(arrowsOf).filter((arrow) => !isAllowed(arrow))
    expect(strays.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  it('import files that exist, with their ending', () => {
    const missing = files
      .flatMap(arrowsOf)
      .filter(({ to }) => roomOf(to) in walls && !existsSync(join(root, to)))
    expect(missing.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  it('are all in the table', () => {
    const unknown = files.map(engineRoomOf).filter((room) => room !== undefined && !(room in engineWalls))
    expect([...new Set(unknown)]).toEqual([])
  })
})
