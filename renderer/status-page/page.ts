import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { Api } from '#contract/api.ts'
import type { Attempt } from '#contract/attempt.ts'
import type { LabSummary } from '#contract/lab-summary.ts'
import { fillText, localeFrom, type Locale } from '#contract/locale.ts'
import type { EngineStatus } from '#contract/status.ts'
import { drawAttempt, drawLabs } from './draw-labs.ts'
import { drawProblem, drawWork, type WorkActions } from './draw-work.ts'
import { element } from './element.ts'
import { pageTexts } from './texts.ts'

/** All that the page shows; whoever changes it calls `draw`. */
const shown: { locale: Locale; status?: EngineStatus; labs: readonly LabSummary[]; attempts: Map<string, Attempt>; connected: boolean } = {
  locale: localeFrom(localStorage.getItem('language') ?? navigator.language),
  labs: [],
  attempts: new Map(),
  connected: true,
}

const socket = new WebSocket(`ws://${location.host}/rpc`)
const engine: ContractRouterClient<Api> = createORPCClient(new RPCLink({ websocket: socket }))

const actions: WorkActions = {
  cancel: () => void engine.cluster.cancel(),
  // What fails is told by the status stream; the rejected call says nothing more.
  act: (action) => void engine.cluster.up({ recreate: action === 'recreate-cluster' }).catch(() => {}),
}

function draw(): void {
  const { locale, status } = shown
  const texts = pageTexts[locale]
  document.documentElement.lang = locale
  byId('language').textContent = texts.otherLanguage
  byId('promise').textContent = texts.promise
  if (!shown.connected) return drawDisconnected(texts.disconnected)
  if (status === undefined) return
  const state = status.cluster.kind
  byId('cluster').dataset['state'] = state
  byId('cluster').textContent = texts.headline[state] ?? state
  const logIsOpen = document.querySelector<HTMLDetailsElement>('#log')?.open ?? false
  byId('main').replaceChildren(...drawMain(status, locale))
  const log = document.querySelector<HTMLDetailsElement>('#log')
  if (log !== null) log.open = logIsOpen
}

function drawMain(status: EngineStatus, locale: Locale): HTMLElement[] {
  const { cluster, work } = status
  const texts = pageTexts[locale]
  const failure = work?.outcome.kind === 'failed' ? work.outcome.problem : 'problem' in cluster ? cluster.problem : undefined
  const isDone = work === undefined || (cluster.kind === 'ready' && work.outcome.kind === 'done')
  const facts = cluster.kind === 'ready' ? fillText(texts.facts, { nodes: cluster.cluster.nodes, kubernetes: cluster.cluster.kubernetes }) : ''
  return [
    element('div', {}, element('h1', {}, texts.headline[cluster.kind] ?? ''), element('p', { class: 'lead' }, texts.lead[cluster.kind] ?? '', facts === '' ? '' : ` (${facts})`)),
    ...(failure === undefined ? [] : [drawProblem(failure, locale, actions)]),
    ...(isDone || work === undefined ? [] : [drawWork(work, locale, actions)]),
    ...[...shown.attempts.values()].filter((attempt) => attempt.phase !== 'ended').map((attempt) => drawAttempt(attempt, locale)),
    ...(shown.labs.length > 0 ? [drawLabs(shown.labs, locale)] : []),
    ...(isDone && work !== undefined ? [drawWork(work, locale, actions)] : []),
  ]
}

function drawDisconnected(sentence: string): void {
  byId('cluster').dataset['state'] = 'absent'
  byId('cluster').textContent = ''
  byId('main').replaceChildren(element('h1', { role: 'alert' }, sentence))
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no #${id}`)
  return found
}

async function followStatus(): Promise<void> {
  for await (const status of await engine.status.watch()) {
    const wasReady = shown.status?.cluster.kind === 'ready'
    shown.status = status
    draw()
    if (status.cluster.kind === 'ready' && !wasReady) void followAttempts()
  }
}

/** Attempts may be begun in a terminal at any time, so the list is asked for again whenever the page is looked at. */
async function followAttempts(): Promise<void> {
  for (const attempt of await engine.attempts.list()) {
    if (!shown.attempts.has(attempt.id) && attempt.phase !== 'ended') void followAttempt(attempt)
  }
}

async function followAttempt(attempt: Attempt): Promise<void> {
  shown.attempts.set(attempt.id, attempt)
  for await (const present of await engine.attempts.watch({ attempt: attempt.id })) {
    shown.attempts.set(attempt.id, present)
    draw()
  }
}

async function showLabs(): Promise<void> {
  shown.labs = (await engine.labs.list()).labs
  draw()
}

byId('language').addEventListener('click', () => {
  shown.locale = shown.locale === 'ko' ? 'en' : 'ko'
  localStorage.setItem('language', shown.locale)
  draw()
})
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && shown.status?.cluster.kind === 'ready') void followAttempts()
})
socket.addEventListener('close', () => {
  shown.connected = false
  draw()
})

draw()
void followStatus().catch(() => {})
void showLabs().catch(() => {})
// A running step counts its own seconds, unless drawing anew would take the focus from a keyboard's button.
setInterval(() => {
  if (shown.status?.work?.outcome.kind === 'running' && !byId('main').contains(document.activeElement)) draw()
}, 1000)
