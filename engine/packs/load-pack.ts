import { packSchema, type Pack } from '#contract/lab.ts'
import { parseDocument } from './explain-schema.ts'
import { readPackFiles, type PackFiles } from './pack-files.ts'
import { packLimits } from './pack-limits.ts'
import { faultAt, type PackProblem } from './pack-problem.ts'
import type { LoadedLab, PackResult } from './pack-store.ts'
import type { YamlDocument } from './parse-yaml.ts'
import { readLab, readYamlDocument } from './read-lab.ts'
import type { Found } from './read-solutions.ts'
import { trackProblems } from './track-problems.ts'

/** Reads a pack and says everything that is wrong with it. Packs are strangers' work: whatever is in the folder, this never throws. */
export async function loadPack(folder: string): Promise<PackResult> {
  try {
    const read = await readPackFiles(folder)
    return 'problems' in read ? refuse(read.problems) : readPack(read)
  } catch (error) {
    return refuse([surprise(error)])
  }
}

/** Judges a pack whose files are already read. */
export function readPack(files: PackFiles): PackResult {
  try {
    const { found, problems } = readPackYaml(files)
    if (found === undefined) return refuse(problems)
    const { pack, document } = found
    const labs = labFolders(files).map((folder) => ({ folder, ...readLab(folder, pack, files) }))
    const all = [...problems, ...missingLabs(labs), ...labs.flatMap((lab) => lab.problems), ...sameLabs(labs), ...trackProblems(pack, labs.map(idOf), document)]
    return all.length > 0 ? refuse(all) : { kind: 'loaded', pack: { folder: files.folder, pack, labs: labs.flatMap(({ found }) => found ?? []) } }
  } catch (error) {
    return refuse([surprise(error)])
  }
}

interface WrittenPack {
  readonly pack: Pack
  readonly document: YamlDocument
}

function readPackYaml(files: PackFiles): Found<WrittenPack | undefined> {
  const { found: document, problems } = readYamlDocument('pack.yaml', files)
  if (document === undefined) return { found: undefined, problems }
  const parsed = parseDocument(document, packSchema)
  if (parsed.kind === 'refused') return { found: undefined, problems: parsed.problems }
  return { found: { pack: parsed.value, document }, problems: localeProblems(parsed.value, document) }
}

function localeProblems({ locales }: Pack, document: YamlDocument): PackProblem[] {
  return locales.all.includes(locales.default) ? [] : [faultAt(document.placeOf(['locales', 'default']), 'locale-default', { name: locales.default })]
}

/** Every folder with a lab.yaml, and every folder that is numbered as if it had one. */
function labFolders({ files }: PackFiles): string[] {
  const folders = new Set<string>()
  for (const path of files.keys()) {
    const [folder, file, more] = path.split('/')
    if (folder !== undefined && file !== undefined && more === undefined && file === 'lab.yaml') folders.add(folder)
    if (folder !== undefined && file !== undefined && /^\d{3}-/.test(folder)) folders.add(folder)
  }
  return [...folders].toSorted()
}

interface ReadLab extends Found<LoadedLab | undefined> {
  readonly folder: string
}

/** Of a lab that does not load, the id that its folder promises. */
const idOf = ({ folder, found }: ReadLab): string => found?.lab.id ?? folder.slice(4)

const missingLabs = (labs: readonly ReadLab[]): PackProblem[] => (labs.length > 0 ? [] : [faultAt({ file: '.' }, 'no-labs')])

function sameLabs(labs: readonly ReadLab[]): PackProblem[] {
  return labs.flatMap(({ folder, found }, index) => {
    const other = labs.slice(0, index).find((earlier) => earlier.found !== undefined && earlier.found.lab.id === found?.lab.id)
    return other === undefined || found === undefined ? [] : [faultAt({ file: `${folder}/lab.yaml` }, 'duplicate-lab', { other: other.folder, id: found.lab.id })]
  })
}

const refuse = (problems: readonly PackProblem[]): PackResult => ({ kind: 'refused', problems: problems.slice(0, packLimits.problems) })

const surprise = (error: unknown): PackProblem => faultAt({ file: '.' }, 'reader-failed', { reason: error instanceof Error ? error.message.slice(0, 200) : String(error) })
