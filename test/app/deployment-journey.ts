import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Locale } from '#contract/locale.ts'
import { workspaceFolder } from '../../engine/attempts/attempt-folder.ts'
import { homeFrom } from '../../engine/files/home.ts'

const pictures = join(import.meta.dirname, '..', '..', 'test-results', 'journey')

export const journeyLab = 'self-healing-deployment'

/** What a learner reads on the way, in their language. */
const words = {
  en: { title: 'A Deployment that heals itself', begin: 'Begin', newFile: 'new file', checks: 'go to the checks', expects: 'the check expects 3', image: 'the image', label: 'the label app=web', done: 'You have done it' },
  ko: { title: '스스로 복구하는 디플로이먼트', begin: '시작', newFile: '새 파일', checks: '확인 항목', expects: '확인이 기대하는 값: 3', image: '이미지', label: 'app=web 레이블', done: '끝까지 해냈습니다' },
} as const satisfies Record<Locale, unknown>

const deployment = (replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.k8s.io/e2e-test-images/agnhost:2.66.1
          args: [netexec]
`

/** The window that somebody sits before: a browser's page, or an app's own. */
export interface WindowAtHand {
  /** `browser` or `electron`: in the names of its pictures. */
  readonly name: string
  readonly page: Page
  readonly locale: Locale
  /** Puts text where Ctrl+V takes it from. */
  copy(text: string): Promise<void>
}

/** Takes away what an earlier run left in the learner's folder. */
export async function clearTheWay(): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await rm(workspaceFolder(homeFrom(process.env), 'kubernetes-basics', journeyLab), { recursive: true, force: true })
}

/** The Deployment lab from its name in the palette to its debrief, by keyboard alone: a claim and what proves it, each going on from the one before. */
export const deploymentJourney: readonly (readonly [claim: string, prove: (learner: Learner) => Promise<void>])[] = [
  [
    'begins it by its name',
    async (learner) => {
      await learner.choose(learner.words.title)
      await learner.page.getByRole('alertdialog').waitFor()
      await learner.tabTo(learner.words.begin)
      await learner.press('Enter')
      await learner.page.getByRole('heading', { level: 1, name: learner.words.title }).waitFor({ timeout: 30_000 })
      await expect.poll(() => learner.terminalText(), { timeout: 30_000 }).toContain('❯')
    },
  ],
  [
    'types kubectl in the terminal',
    async (learner) => {
      await learner.shell('kubectl get deployments')
      await expect.poll(() => learner.terminalText(), { timeout: 15_000 }).toContain('No resources found')
    },
  ],
  [
    'writes YAML, applies it, and meets `wrong` with its reason beside the line',
    async (learner) => {
      await learner.choose(learner.words.newFile)
      await learner.page.keyboard.type('web.yaml\n')
      await learner.page.locator('.code-editor').waitFor()
      await learner.writeFile(deployment(2))
      await learner.press('Control+Enter')
      await expect.poll(() => learner.verdictOf(0), { timeout: 30_000 }).toBe('wrong')
      await expect.poll(() => learner.editorText(), { timeout: 15_000 }).toContain(learner.words.expects)
      await learner.picture('wrong')
    },
  ],
  [
    'mends it, and passes',
    async (learner) => {
      await learner.press('Control+Shift+E')
      await learner.press('Control+Home')
      for (let line = 0; line < 5; line++) await learner.press('ArrowDown')
      await learner.press('End')
      await learner.press('Backspace')
      await learner.page.keyboard.type('3')
      await learner.press('Control+Enter')
      await expect.poll(() => learner.stepStates(), { timeout: 60_000 }).toEqual(['passed', 'open', 'locked'])
    },
  ],
  [
    'finds everything as it was after a reload',
    async (learner) => {
      await learner.page.reload()
      await learner.page.getByRole('heading', { level: 1, name: learner.words.title }).waitFor()
      await expect.poll(() => learner.editorText(), { timeout: 30_000 }).toContain('replicas: 3')
      await expect.poll(() => learner.terminalText(), { timeout: 30_000 }).toContain('No resources found')
      expect(await learner.stepStates()).toEqual(['passed', 'open', 'locked'])
    },
  ],
  [
    'goes on in the shell',
    async (learner) => {
      await learner.shell('kubectl label pods -l app=web marked=yes && sleep 2 && kubectl delete $(kubectl get pods -l app=web -o name | head -n 1)')
      await expect.poll(() => learner.verdictOf(1), { timeout: 60_000 }).toBe('passed')
    },
  ],
  [
    'answers the question',
    async (learner) => {
      for (const answer of [learner.words.image, learner.words.label]) {
        // They stand in another order at each attempt, and coming back to the checks leads to where one was: to before them first.
        await learner.choose(learner.words.checks)
        for (let back = 0; back < 6; back++) await learner.press('Shift+Tab')
        await learner.tabToField(answer)
        await learner.press('Space')
      }
      await learner.press('Enter')
      await expect.poll(() => learner.stepStates(), { timeout: 30_000 }).toEqual(['passed', 'passed', 'open'])
    },
  ],
  [
    'comes to the end, and is told what was learnt',
    async (learner) => {
      await learner.shell('kubectl scale deployment web --replicas=5')
      await learner.page.getByRole('heading', { level: 2, name: learner.words.done }).waitFor({ timeout: 60_000 })
      await learner.picture('done')
    },
  ],
]

/** Somebody with a keyboard and nothing else before a window. */
export class Learner {
  readonly page: Page
  readonly words: (typeof words)[Locale]
  private readonly at: WindowAtHand

  constructor(at: WindowAtHand) {
    this.at = at
    this.page = at.page
    this.words = words[at.locale]
  }

  press(keys: string): Promise<void> {
    return this.page.keyboard.press(keys)
  }

  terminalText(): Promise<string> {
    return this.page.locator('.xterm-rows').first().innerText()
  }

  async editorText(): Promise<string> {
    return (await this.page.locator('.code-editor .view-lines').first().innerText()).replaceAll('\u00A0', ' ')
  }

  verdictOf(check: number): Promise<string | null> {
    return this.page.locator('.check').nth(check).getAttribute('data-verdict')
  }

  stepStates(): Promise<(string | null)[]> {
    return this.page.locator('.lesson-step').evaluateAll((steps) => steps.map((step) => step.getAttribute('data-state')))
  }

  /** Finds it in the palette, and does it. */
  async choose(typed: string): Promise<void> {
    await this.press('Control+Shift+P')
    await this.page.getByRole('combobox').waitFor()
    await this.page.keyboard.type(typed)
    await this.page.getByRole('option').first().waitFor()
    await this.press('Enter')
  }

  /** Goes on with Tab until what has the focus is called so. */
  tabTo(name: string): Promise<void> {
    return this.tabUntil('document.activeElement.textContent', name)
  }

  tabToField(label: string): Promise<void> {
    return this.tabUntil("(document.activeElement.closest('label') || {}).innerText", label)
  }

  async shell(line: string): Promise<void> {
    await this.press('Control+`')
    await this.page.keyboard.type(`${line}\n`)
  }

  async writeFile(text: string): Promise<void> {
    await this.press('Control+Shift+E')
    await this.press('Control+A')
    await this.at.copy(text)
    await this.press('Control+V')
    await expect.poll(() => this.editorText()).toContain('args: [netexec]')
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(pictures, `${name}.${this.at.name}.${this.at.locale}.png`) })
  }

  private async tabUntil(expression: string, wanted: string): Promise<void> {
    for (let i = 0; i < 40; i++) {
      const text: unknown = await this.page.evaluate(expression)
      if (typeof text === 'string' && text.trim() === wanted) return
      await this.press('Tab')
    }
    throw new Error(`Tab does not lead to “${wanted}”`)
  }
}
