import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AttemptEvent } from '../../../engine/attempts/attempt-event.ts'
import { openJournal } from '../../../engine/attempts/journal.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'

const hinted = (step: string): AttemptEvent => ({ kind: 'hinted', at: 1, step })

describe('a journal', () => {
  it('is made with its folder, and has what was appended when it is opened again', async () => {
    await using folder = await scratchFolder()
    const path = join(folder.path, 'x7k2q', 'journal.jsonl')
    const journal = await openJournal(path)
    await journal.append(hinted('a'))
    await journal.append(hinted('나'))
    journal.dispose()
    const again = await openJournal(path)
    again.dispose()
    expect(again.events).toEqual([hinted('a'), hinted('나')])
    expect(journal.events).toEqual(again.events)
  })

  it('cuts a line that a crash left torn, and goes on after it', async () => {
    await using folder = await scratchFolder()
    const path = join(folder.path, 'journal.jsonl')
    await writeFile(path, `${JSON.stringify(hinted('a'))}\n{"kind":"hinted","at":1,"st`)
    const journal = await openJournal(path)
    await journal.append(hinted('b'))
    journal.dispose()
    expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(hinted('a'))}\n${JSON.stringify(hinted('b'))}\n`)
  })

  it('passes over a line that it does not understand', async () => {
    await using folder = await scratchFolder()
    const path = join(folder.path, 'journal.jsonl')
    await writeFile(path, `${JSON.stringify(hinted('a'))}\n{"kind":"of-tomorrow"}\n\0\0\0\n${JSON.stringify(hinted('b'))}\n`)
    const journal = await openJournal(path)
    journal.dispose()
    expect(journal.events).toEqual([hinted('a'), hinted('b')])
  })

  it('sees what another process appends, whole lines only', async () => {
    await using folder = await scratchFolder()
    const path = join(folder.path, 'journal.jsonl')
    const journal = await openJournal(path)
    const line = JSON.stringify(hinted('elsewhere'))
    await appendFile(path, line.slice(0, 10))
    await journal.refresh()
    expect(journal.events).toEqual([])
    const changed = new Promise<void>((resolve) => journal.onChange(resolve))
    await appendFile(path, `${line.slice(10)}\n`)
    await changed
    journal.dispose()
    expect(journal.events).toEqual([hinted('elsewhere')])
  })

  it('loses and mixes nothing when several processes append at once', async () => {
    await using folder = await scratchFolder()
    const path = join(folder.path, 'journal.jsonl')
    const module = new URL('../../../engine/attempts/journal.ts', import.meta.url).pathname
    const script = `const { openJournal } = await import(${JSON.stringify(module)}); const journal = await openJournal(${JSON.stringify(path)})
      for (let i = 0; i < 25; i += 1) await journal.append({ kind: 'hinted', at: i, step: process.argv[1] + 'x'.repeat(500) }); journal.dispose()`
    const root = new URL('../../../', import.meta.url).pathname
    const writers = ['a', 'b'].map((name) => spawn(process.execPath, ['--input-type=module', '-e', script, name], { cwd: root, stdio: 'inherit' }))
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0] as number))
    const journal = await openJournal(path)
    journal.dispose()
    expect(codes).toEqual([0, 0])
    expect(journal.events).toHaveLength(50)
  })
})
