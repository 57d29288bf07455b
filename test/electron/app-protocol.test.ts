import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentPolicy } from '../../contract/page-serving.ts'
import { answerPage } from '../../electron/app-protocol.ts'

const root = mkdtempSync(join(tmpdir(), 'kindlab-test-'))
const folder = join(root, 'renderer')
beforeAll(() => {
  mkdirSync(folder)
  mkdirSync(join(root, 'renderer-other'))
  writeFileSync(join(folder, 'index.html'), '<p>page</p>')
  writeFileSync(join(root, 'secret.txt'), 'secret')
  writeFileSync(join(root, 'renderer-other', 'secret.txt'), 'secret')
})
afterAll(() => rmSync(root, { recursive: true }))

const get = (url: string, method = 'GET') => answerPage(folder, { method, url })

describe('app://', () => {
  it('serves the page with its content security policy and no sniffing', async () => {
    const { status, headers, body } = await get('app://kindlab/index.html')
    expect({ status, body: new TextDecoder().decode(body), headers }).toMatchObject({
      status: 200,
      body: '<p>page</p>',
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentPolicy, 'x-content-type-options': 'nosniff' },
    })
  })

  it('allows scripts from the page’s own origin only', () => {
    expect(contentPolicy).toMatch(/default-src 'none'; script-src 'self';/)
    expect(contentPolicy).not.toMatch(/script-src [^;]*unsafe/)
  })

  it.each([
    'app://kindlab/../secret.txt',
    'app://kindlab/%2e%2e/secret.txt',
    'app://kindlab/..%2fsecret.txt',
    'app://kindlab/..%2f..%2f..%2f..%2fetc/passwd',
    'app://kindlab/..%5csecret.txt',
    'app://kindlab/..%2frenderer-other/secret.txt',
    'app://kindlab/index.html%00.js',
    'app://kindlab/%',
    'app://kindlab/C:/secret.txt',
    'app://kindlab/missing.js',
    'app://kindlab/',
    'app://other/index.html',
  ])('has nothing at %s', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  it('takes nothing in', async () => {
    expect((await get('app://kindlab/index.html', 'POST')).status).toBe(405)
  })

  it('answers a question for the head without the body', async () => {
    expect(await get('app://kindlab/index.html', 'HEAD')).toMatchObject({ status: 200, body: new Uint8Array() })
  })
})
