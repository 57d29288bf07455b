import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Locale } from '#contract/locale.ts'
import { importFolder } from '../../cli/authoring/import-folder.ts'
import type { Cli } from '../../cli/context.ts'
import { say } from '../../cli/texts.ts'
import { UsageError } from '../../cli/usage-error.ts'
import { scratchFolder } from '../builders/scratch-folder.ts'

/** As much of a command line as importing needs, with what it prints. */
function aCli(locale: Locale): Cli & { readonly printed: string[]; readonly documents: unknown[] } {
  const printed: string[] = []
  const documents: unknown[] = []
  const parts: Pick<Cli, 'locale' | 'say' | 'print' | 'printJson'> = {
    locale,
    say: (key, params) => say(key, locale, params),
    print: (line) => void printed.push(stripVTControlCharacters(line)),
    printJson: (value) => void documents.push(value),
  }
  // Importing needs neither an engine nor a signal.
  return { ...parts, printed, documents } as unknown as ReturnType<typeof aCli>
}

async function aTest(root: string): Promise<string> {
  const folder = join(root, 'tests', 'sky')
  await mkdir(folder, { recursive: true })
  const sky = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: sky }\ndata: { colour: blue }\n'
  await writeFile(join(folder, '00-paint.yaml'), sky)
  await writeFile(join(folder, '00-assert.yaml'), sky)
  return join(root, 'tests')
}

describe('labs import', () => {
  it('prints for each line what it became, then what is left to write, in the reader’s language', async () => {
    await using scratch = await scratchFolder()
    const folder = await aTest(scratch.path)
    const cli = aCli('ko')
    const exitCode = await importFolder(cli, folder, { into: join(scratch.path, 'pack') })
    expect([exitCode, cli.printed.slice(2, 4), cli.printed[4]]).toEqual([0, ['  → sky/00-assert.yaml:1: 확인 항목 configmap-sky', '  → sky/00-paint.yaml:1: paint 단계의 풀이'], '  직접 써야 할 것:'])
    expect(cli.documents).toMatchObject([{ kind: 'imported', labs: [{ from: 'sky', carried: 2, of: 2 }] }])
  })

  it('says which kinds there are where one is unknown, and where there is nothing of the kind', async () => {
    await using scratch = await scratchFolder()
    const folder = await aTest(scratch.path)
    const into = join(scratch.path, 'pack')
    await expect(importFolder(aCli('en'), folder, { into, from: 'katacoda' })).rejects.toEqual(new UsageError('noSourceKind', { kind: 'katacoda', kinds: 'killercoda, kuttl, chainsaw' }))
    await expect(importFolder(aCli('en'), folder, { into, from: 'chainsaw' })).rejects.toMatchObject({ key: 'nothingToImport' })
  })
})
