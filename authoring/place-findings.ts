import { basename } from 'node:path'
import { decodeText } from '../engine/packs/decode-text.ts'
import { readPackFiles, type PackFiles } from '../engine/packs/pack-files.ts'
import type { Place } from '../engine/packs/pack-problem.ts'
import type { LoadedPack } from '../engine/packs/pack-store.ts'
import type { FieldPath, YamlDocument } from '../engine/packs/parse-yaml.ts'
import { readYamlDocument } from '../engine/packs/read-lab.ts'
import type { Lab } from '#contract/lab.ts'
import type { LintResult } from './lint-lab.ts'

/** Rules that are broken, each with the file, line and column that an editor jumps to. */
export async function placeFindings(pack: LoadedPack, results: readonly LintResult[]): Promise<readonly LintResult[]> {
  if (results.every(({ held }) => held)) return results
  const files = await readPackFiles(pack.folder)
  if ('problems' in files) return results
  return results.map((result) => (result.held ? result : { ...result, at: printed(placeOf(result.place, pack, files)) }))
}

/** `first-pod run/pod-ready assert[0]`, `first-pod text/en.md run`, `pack.yaml tracks basics title`. */
function placeOf(place: string, pack: LoadedPack, files: PackFiles): Place {
  const [first = '', ...words] = place.split(' ')
  const loaded = pack.labs.find(({ lab }) => lab.id === first)
  if (loaded === undefined) return inYaml('pack.yaml', files, (document) => document.placeOf(packPath(words, document)))
  const folder = basename(loaded.folder)
  const file = [words[0] ?? '', `${folder}/${words[0]}`].find((path) => files.files.has(path))
  if (file !== undefined) return { file, line: headingLine(file, words[1], files), column: 1 }
  return inYaml(`${folder}/lab.yaml`, files, (document) => document.placeOf(labPath(words, loaded.lab)))
}

function inYaml(file: string, files: PackFiles, find: (document: YamlDocument) => Place): Place {
  const { found } = readYamlDocument(file, files)
  return found === undefined ? { file } : find(found)
}

/** A step's section begins at its heading; all else is said of the file. */
function headingLine(file: string, step: string | undefined, { files }: PackFiles): number {
  const decoded = decodeText(file, files.get(file) ?? { bytes: 0 })
  if (step === undefined || decoded.kind === 'refused') return 1
  return Math.max(1, decoded.text.split('\n').findIndex((line) => line.trimEnd().endsWith(`{#${step}}`)) + 1)
}

function packPath([field = '', id, inner]: readonly string[], document: YamlDocument): FieldPath {
  if (field !== 'tracks' || id === undefined) return field.split('.')
  const tracks = document.valueAt(['tracks'])
  const index = Array.isArray(tracks) ? tracks.findIndex((track: { readonly id?: unknown }) => track.id === id) : -1
  return ['tracks', index, ...(inner === undefined ? [] : [inner])]
}

function labPath([first = '', ...rest]: readonly string[], lab: Lab): FieldPath {
  const [stepId, checkId] = first.split('/')
  const index = lab.steps.findIndex(({ id }) => id === stepId)
  const step = lab.steps[index]
  if (step === undefined) return [first, ...rest].filter((word) => word !== '')
  const check = checkId === undefined ? -1 : step.checks.findIndex(({ id }) => id === checkId)
  const above: FieldPath = ['steps', index, ...(check < 0 ? [] : ['checks', check])]
  return [...above, ...insidePath(rest)]
}

/** `hint 2 (ko)`, `assert[0]`, `title` */
function insidePath([word, number]: readonly string[]): FieldPath {
  if (word === undefined) return []
  if (word === 'hint') return ['hints', Number(number) - 1]
  const [, name = word, item] = /^(\w+)\[(\d+)\]$/.exec(word) ?? []
  return item === undefined ? [name] : [name, Number(item)]
}

const printed = ({ file, line, column }: Place): string => [file, line, column].filter((part) => part !== undefined).join(':')
