import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { WorkspaceListing } from '#contract/workspace.ts'
import type { EngineClient } from '../../../renderer/rpc.ts'
import { useConnection } from '../../../renderer/stores/connection-store.ts'
import { closeFile, editFile, followFiles, openFile, saveFile, useFiles } from '../../../renderer/stores/files-store.ts'

/** A browser's storage, which outlives the page. */
class Storage {
  readonly items = new Map<string, string>()
  get length(): number {
    return this.items.size
  }
  key = (index: number): string | null => [...this.items.keys()][index] ?? null
  getItem = (key: string): string | null => this.items.get(key) ?? null
  setItem = (key: string, value: string): void => void this.items.set(key, value)
  removeItem = (key: string): void => void this.items.delete(key)
}

/** Files as the engine keeps them: each text is its own revision. */
class Disk {
  readonly files = new Map<string, string>()
  private tell = (): void => {}

  set(path: string, text: string): void {
    this.files.set(path, text)
    this.tell()
  }

  readonly client = {
    files: {
      watch: async (_of: unknown, { signal }: { signal: AbortSignal }) => this.listings(signal),
      read: async ({ path }: { path: string }) => this.read(path),
      write: async ({ path, text, base }: { path: string; text: string; base: string | null }) => {
        const now = this.read(path)
        if ((now.kind === 'text' ? now.revision : null) !== base) return { kind: 'stale', now }
        this.set(path, text)
        return { kind: 'written', revision: text }
      },
    },
  } as unknown as EngineClient

  private read(path: string): { kind: 'missing' } | { kind: 'text'; text: string; revision: string } {
    const text = this.files.get(path)
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text, revision: text }
  }

  private async *listings(signal: AbortSignal): AsyncGenerator<WorkspaceListing> {
    while (!signal.aborted) {
      yield { entries: [...this.files].map(([path, text]) => ({ path, kind: 'file', size: text.length, modifiedAt: 0 })) } as unknown as WorkspaceListing
      await new Promise<void>((resolve) => {
        this.tell = resolve
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    }
  }
}

let disk: Disk
let leave: () => void = () => {}

const connect = (): void => useConnection.setState({ kind: 'connected', engine: disk.client }, true)
const lose = (): void => useConnection.setState({ kind: 'lost' }, true)
const text = (path = 'pod.yaml'): string | undefined => useFiles.getState().buffers[path]?.text
/** The page begins anew: its stores are empty, its storage is not. */
const reload = (attempt = 'one'): void => {
  leave()
  leave = followFiles(attempt)
}

beforeEach(async () => {
  vi.stubGlobal('localStorage', new Storage())
  leave()
  lose()
  disk = new Disk()
  disk.set('pod.yaml', 'first')
  connect()
  leave = followFiles('one')
  openFile('pod.yaml')
  await expect.poll(() => text()).toBe('first')
})

describe('what a learner types', () => {
  it('is written when the engine comes back', async () => {
    lose()
    editFile('pod.yaml', 'second')
    await saveFile('pod.yaml')
    expect([disk.files.get('pod.yaml'), useFiles.getState().problem]).toEqual(['first', undefined])
    connect()
    await expect.poll(() => disk.files.get('pod.yaml')).toBe('second')
  })

  it('outlives a reload of the page while the engine is away', async () => {
    lose()
    editFile('pod.yaml', 'second')
    reload()
    expect([text(), useFiles.getState().open]).toEqual(['second', ['pod.yaml']])
    connect()
    await expect.poll(() => disk.files.get('pod.yaml')).toBe('second')
  })

  it('meets what others wrote meanwhile as a conflict, after a reload too', async () => {
    lose()
    editFile('pod.yaml', 'mine')
    reload()
    disk.set('pod.yaml', 'theirs')
    connect()
    await expect.poll(() => useFiles.getState().buffers['pod.yaml']?.conflict).toMatchObject({ kind: 'text', text: 'theirs' })
    expect([text(), disk.files.get('pod.yaml')]).toEqual(['mine', 'theirs'])
    reload()
    await expect.poll(() => useFiles.getState().buffers['pod.yaml']?.conflict).toMatchObject({ kind: 'text', text: 'theirs' })
    expect(text()).toBe('mine')
  })

  it('is no draft any more once it is written', async () => {
    editFile('pod.yaml', 'second')
    await saveFile('pod.yaml')
    disk.set('pod.yaml', 'third, from the terminal')
    reload()
    await expect.poll(() => text()).toBe('third, from the terminal')
    expect(useFiles.getState().buffers['pod.yaml']?.conflict).toBeUndefined()
  })

  it('stays in its tab where it cannot be written', async () => {
    lose()
    editFile('pod.yaml', 'second')
    await closeFile('pod.yaml')
    expect([useFiles.getState().open, text()]).toEqual([['pod.yaml'], 'second'])
  })

  it('is written when another lab takes the screen, and that lab’s file of the same name is left alone', async () => {
    editFile('pod.yaml', 'of the first lab')
    reload('two')
    await expect.poll(() => disk.files.get('pod.yaml')).toBe('of the first lab')
    expect(useFiles.getState().buffers).toEqual({})
  })

  it('goes on without a place to keep drafts', async () => {
    vi.stubGlobal('localStorage', Object.assign(new Storage(), { setItem: () => { throw new DOMException('full', 'QuotaExceededError') } }))
    editFile('pod.yaml', 'second')
    await saveFile('pod.yaml')
    expect(disk.files.get('pod.yaml')).toBe('second')
  })
})
