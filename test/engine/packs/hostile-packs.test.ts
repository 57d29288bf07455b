import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadPack, readPack } from '../../../engine/packs/load-pack.ts'
import type { PackFiles } from '../../../engine/packs/pack-files.ts'
import { packLimits } from '../../../engine/packs/pack-limits.ts'
import { aPack, labYaml } from '../../builders/pack-files.ts'

const codesOf = (files: PackFiles): string[] => {
  const result = readPack(files)
  return result.kind === 'loaded' ? ['loaded'] : result.problems.map(({ code }) => code)
}

const withLab = (text: string): PackFiles => aPack({ '010-one/lab.yaml': text })

/** Milliseconds that this process computes: how busy the machine is does not count. */
function computing(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

describe('hostile YAML', { timeout: 60_000 }, () => {
  it('that unfolds to billions of nodes is refused', () => {
    const levels = Array.from({ length: 20 }, (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(', ')}]`)
    expect(codesOf(withLab(['l0: &l0 [x]', ...levels, labYaml].join('\n')))).toEqual(['yaml-aliases'])
  })

  it.each([
    ['brackets', '['.repeat(200_000)],
    ['braces', '{a: '.repeat(60_000)],
    ['dashes in one line', '- '.repeat(100_000)],
    ['question marks', '? '.repeat(100_000)],
    ['indentation', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('that nests by %s is refused in no time', (_, text) => {
    expect(computing(() => expect(codesOf(withLab(text))).toEqual(['yaml-too-deep']))).toBeLessThan(2_000)
  })

  it('with a key that means something to JavaScript pollutes nothing', () => {
    expect(codesOf(withLab(`${labYaml}__proto__: { polluted: true }\nconstructor: 1\n`))).toContain('unknown-field')
    expect('polluted' in {}).toBe(false)
  })

  it('with an alias to itself is refused', () => {
    expect(codesOf(withLab('a: &a [*a]\n'))).not.toContain('loaded')
  })
})

/** As much as one file may hold, more or less. */
const fill = (piece: string): string => piece.repeat(Math.floor(200_000 / piece.length))
const lesson = (text: string): Parameters<typeof aPack>[0] => ({ '010-one/text/en.md': `Hi.\n${text}\n## A {#make}\n## B {#remove}\n` })
const keys = Array.from({ length: 20_000 }, (_, index) => `a${index}: 1`)

describe('a file made to take long', { timeout: 60_000 }, () => {
  it.each<[string, Parameters<typeof aPack>[0]]>([
    ['a heading of blanks', lesson(`## ${fill(' ')}`)],
    ['empty lines', lesson(fill('\n'))],
    ['links that do not end', lesson(fill(']('))],
    ['placeholders that do not end', lesson(fill('${ns.'))],
    ['placeholders that nothing fills', lesson(fill('${ns.x}'))],
    ['images', lesson(fill('image: a\n'))],
    ['marks of a block', lesson(`\`\`\` ${fill('x ')}`)],
    ['headings', lesson(fill('## A {#make}\n'))],
    ['a script of flags', { '010-one/solution/make.sh': fill('--image ') }],
    ['documents', { '010-one/lab.yaml': fill('---\n') }],
    ['fields', { '010-one/lab.yaml': keys.join('\n') }],
    ['fields in braces', { '010-one/lab.yaml': `{${keys.join(', ')}}` }],
    ['the same field', { '010-one/lab.yaml': fill('a: 1\n') }],
    ['aliases', { '010-one/lab.yaml': `x: &a 1\ny: [${fill('*a, ')}]` }],
    ['quotes', { '010-one/lab.yaml': fill('"') }],
    ['tags', { '010-one/lab.yaml': fill('- !a b\n') }],
    ['errors', { '010-one/lab.yaml': fill('- }\n') }],
    ['brackets that close and open', { '010-one/lab.yaml': fill(']') + fill('[') }],
    ['steps that are not there', { '010-one/lab.yaml': labYaml.replace('after: [make]', `after: [${'x, '.repeat(8_000)}]`) }],
    ['expressions', { '010-one/lab.yaml': labYaml.replace('assert: [', `assert: [${"'1 == 1', ".repeat(8_000)}`) }],
  ])('%s is answered soon', (_, changes) => {
    // Each takes about a tenth of a second; what grows with the square of its size takes a minute.
    expect(computing(() => codesOf(aPack(changes)))).toBeLessThan(2_000)
  })
})

describe('a hostile folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kindlab-pack-'))
    for (const [path, { content }] of aPack().files) {
      await mkdir(join(folder, dirname(path)), { recursive: true })
      await writeFile(join(folder, path), content ?? '')
    }
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const loaded = async (): Promise<string[]> => {
    const result = await loadPack(folder)
    return result.kind === 'loaded' ? [] : result.problems.map(({ code, file }) => `${file} ${code}`)
  }

  it('loads as long as it is not one', async () => {
    expect(await loaded()).toEqual([])
  })

  it('with a link out of the pack is refused, to a file or a folder', async () => {
    await symlink('/etc/passwd', join(folder, '010-one/text/de.md'))
    await symlink('/etc', join(folder, '010-one/files'))
    await symlink('..', join(folder, '010-one/loop'))
    expect(await loaded()).toEqual(['010-one/files symbolic-link', '010-one/loop symbolic-link', '010-one/text/de.md symbolic-link'])
  })

  it('with names that other systems cannot hold is refused', async () => {
    await writeFile(join(folder, '010-one/text/b\\evil.md'), '')
    await writeFile(join(folder, '010-one/text/aux.md'), '')
    expect(await loaded()).toEqual(['010-one/text/aux.md bad-file-name', '010-one/text/b\\evil.md bad-file-name'])
  })

  it('with a file that is too large is refused before it is read', async () => {
    await writeFile(join(folder, '010-one/text/en.md'), Buffer.alloc(packLimits.textBytes + 1, 97))
    expect(await loaded()).toEqual(['010-one/text/en.md file-too-large'])
  })

  it('that is nested too deep is refused', async () => {
    const deep = Array(packLimits.folders + 2).fill('a').join('/')
    await mkdir(join(folder, deep), { recursive: true })
    expect((await loaded())[0]).toContain('too-deep')
  })

  it('that is not there is refused', async () => {
    folder = join(folder, 'nowhere')
    expect(await loaded()).toEqual(['. not-readable'])
  })
})

describe('whatever is in a pack', { timeout: 60_000 }, () => {
  const places = [...aPack().files].map(([path, { content }]) => ({ path, text: String(content) }))

  it('a valid pack with pieces cut, doubled or swapped never breaks the reader', () => {
    const mutation = fc.record({ file: fc.nat(places.length - 1), from: fc.nat(1500), length: fc.nat(40), put: fc.oneof(fc.string(), fc.constantFrom('\0', '\n- ', ': ', '&a', '*a', '{', '[', '|', '"', "'", '${vars.x}', '#', '\t')) })
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
        const changes = Object.fromEntries(mutations.map(({ file, from, length, put }) => mutate(places[file], { from, length, put })))
        expectAnAnswer(aPack(changes))
      }),
      { numRuns: 80 },
    )
  })

  it('any bytes in any file never break the reader', () => {
    fc.assert(
      fc.property(fc.nat(places.length - 1), fc.uint8Array({ maxLength: 200 }), (file, bytes) => {
        expectAnAnswer(aPack({ [places[file]?.path ?? '']: Buffer.from(bytes) }))
      }),
      { numRuns: 60 },
    )
  })

  it('any plain value in the place of any field never breaks the reader', () => {
    const lines = labYaml.split('\n')
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.json({ maxDepth: 3 }), (line, value) => {
        const changed = lines.with(line, (lines[line] ?? '').replace(/: .*$/, `: ${value}`))
        expectAnAnswer(withLab(changed.join('\n')))
      }),
      { numRuns: 80 },
    )
  })
})

function mutate(place: { path: string; text: string } | undefined, { from, length, put }: { from: number; length: number; put: string }): [string, string] {
  const { path, text } = place ?? { path: 'pack.yaml', text: '' }
  const start = from % (text.length + 1)
  return [path, text.slice(0, start) + put + text.slice(start + length)]
}

/** Loaded, or refused for reasons that have a place, words in both languages, and are no surprise of ours. */
function expectAnAnswer(files: PackFiles): void {
  const result = readPack(files)
  if (result.kind === 'loaded') return
  expect(result.problems.length).toBeGreaterThan(0)
  for (const { code, file, line, message } of result.problems) {
    expect(code).not.toBe('reader-failed')
    expect(file).not.toBe('')
    expect(line ?? 1).toBeGreaterThan(0)
    expect(message.en).not.toBe('')
    expect(message.ko).not.toBe('')
  }
}
