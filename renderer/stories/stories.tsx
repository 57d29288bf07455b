import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
import '@fontsource/jetbrains-mono/400.css'
import '@fontsource/jetbrains-mono/600.css'
import '../design/tokens.css'
import '../design/base.css'
import { createRoot } from 'react-dom/client'
import type { EngineClient } from '../rpc.ts'
import { useConnection } from '../stores/connection-store.ts'
import { CatalogueScreen } from '../screens/catalogue/catalogue-screen.tsx'
import { useLabs } from '../stores/labs-store.ts'
import { applySettings, useSettings, type Theme } from '../stores/settings-store.ts'
import { useStatus } from '../stores/status-store.ts'
import { catalogueStories } from './catalogue-stories.ts'
import type { Story } from './story.ts'

/** `?story=paused#theme=dark&locale=ko`: one state of the window, drawn by the very components that the app has, with nobody behind it. */
const story = catalogueStories[new URLSearchParams(location.search).get('story') ?? '']
const themes: readonly Theme[] = ['light', 'dark', 'contrast']

if (story === undefined) listStories()
else tell(story)

function tell({ status, catalogue, doctor }: Story): void {
  chooseSettings()
  applySettings()
  addEventListener('hashchange', chooseSettings)
  useStatus.setState({ status })
  useLabs.setState(catalogue)
  useConnection.setState({ kind: 'connected', engine: engineThatAnswers({ 'labs.list': catalogue, 'doctor.run': doctor, 'attempts.list': [] }) }, true)
  const root = document.getElementById('root')
  if (root !== null) createRoot(root).render(<CatalogueScreen />)
}

function chooseSettings(): void {
  const asked = new URLSearchParams(location.hash.slice(1))
  useSettings.setState({ locale: asked.get('locale') === 'ko' ? 'ko' : 'en', theme: themes.find((theme) => theme === asked.get('theme')) ?? 'light' })
}

/** Answers what it was given to say, and leaves everything else open, as an engine that takes its time. */
function engineThatAnswers(answers: Readonly<Record<string, unknown>>): EngineClient {
  const room = (name: string): unknown => new Proxy({}, { get: (_, call) => () => (`${name}.${String(call)}` in answers ? Promise.resolve(answers[`${name}.${String(call)}`]) : new Promise(() => {})) })
  // A stand-in for a client whose every call is typed by the contract.
  return new Proxy({}, { get: (_, name) => room(String(name)) }) as EngineClient
}

function listStories(): void {
  document.body.innerHTML = Object.keys(catalogueStories).map((name) => `<p><a href="?story=${name}">${name}</a></p>`).join('')
}
