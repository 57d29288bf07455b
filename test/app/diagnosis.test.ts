import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginLab } from './begin-lab.ts'
import { browserMissing } from './browser.ts'
import { inShell } from './in-shell.ts'
import { kindlab } from './kindlab-process.ts'
import { OpenApp } from './open-app.ts'

const lab = 'self-healing-deployment'
const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'window')
const missing = await browserMissing()

/** Without /agnhost there is no such program in the image. */
const broken = 'kubectl create deployment web --image=registry.k8s.io/e2e-test-images/agnhost:2.66.1 --replicas=3 -- netexec'

beforeAll(async () => {
  await kindlab(['labs', 'start', lab])
  await inShell({ args: ['shell', lab], prompt: '❯' }, `${broken}\n`, 'deployment.apps/web created')
})

afterAll(async () => {
  await kindlab(['labs', 'end', lab])
})

describe('a learner whose Pods do not start', () => {
  it('is told why in the terminal, without waiting', async () => {
    await expect.poll(async () => (await kindlab(['labs', 'check', lab, '--lang', 'en'])).stdout, { timeout: 90_000, interval: 2_000 }).toMatch(/→ Pod web-\S+ cannot start: container agnhost cannot be run: exec: "netexec"/)
  })

  it('in Korean as well, with the command that shows it', async () => {
    const { stdout } = await kindlab(['labs', 'check', lab, '--lang', 'ko'])
    expect(stdout).toMatch(/→ Pod web-\S+: agnhost 컨테이너를 실행할 수 없어 시작하지 못하고 있습니다: exec: "netexec"[^\n]*\n\s*\$ kubectl describe pod web-/)
  })

  it.skipIf(missing !== undefined)('and beside the check in the window, until it is put right', async () => {
    mkdirSync(pictures, { recursive: true })
    const app = await OpenApp.open()
    try {
      await app.untilReady()
      await beginLab(app.page, 'A Deployment that heals itself')
      await app.page.locator('.check .cause').waitFor({ timeout: 60_000 })
      expect(await app.page.locator('.check .cause p').first().innerText()).toContain('cannot be run')
      await app.page.screenshot({ path: join(pictures, 'cause.en.png') })
      await app.showLanguage('ko')
      await app.showTheme('dark')
      await app.page.screenshot({ path: join(pictures, 'cause.ko.png') })
      await app.showTheme('light')
      expect(await app.barriers()).toEqual([])
      await inShell({ args: ['shell', lab], prompt: '❯' }, 'kubectl delete deployment web --wait=false\n', 'deleted')
      await app.page.locator('.check .cause').waitFor({ state: 'detached', timeout: 30_000 })
    } finally {
      await app.close()
    }
  })
})
