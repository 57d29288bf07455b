import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
import '@fontsource/jetbrains-mono/400.css'
import '@fontsource/jetbrains-mono/600.css'
import '../design/tokens.css'
import '../design/base.css'
import type { ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { useConnection } from '../stores/connection-store.ts'
import { keepDraft } from '../stores/drafts-storage.ts'
import { compareShown, sendShown } from '../stores/editing-store.ts'
import { useFiles } from '../stores/files-store.ts'
import { CatalogueScreen } from '../screens/catalogue/catalogue-screen.tsx'
import { LabScreen } from '../screens/lab/lab-screen.tsx'
import { PackSheet } from '../screens/packs/pack-sheet.tsx'
import { useLabs } from '../stores/labs-store.ts'
import { showOverlay } from '../stores/overlay-store.ts'
import { usePacks } from '../stores/packs-store.ts'
import { applySettings, useSettings, type Theme } from '../stores/settings-store.ts'
import { useStatus } from '../stores/status-store.ts'
import { writeTabs } from '../stores/tabs-storage.ts'
import { openTab, splitTerminal, noTerminals } from '../stores/terminal-layout.ts'
import { writeLayout } from '../stores/terminals-storage.ts'
import { catalogueStories } from './catalogue-stories.ts'
import { clusterStories } from './cluster-stories.ts'
import { tellCluster } from './cluster-story.tsx'
import { engineThatAnswers } from './engine-that-answers.ts'
import { answersOf, terminalNames } from './lab-engine.ts'
import { labStories, type LabStory } from './lab-stories.ts'
import { packStories } from './pack-stories.ts'
import type { Story, StoryPacks } from './story.ts'

/** `?story=paused&theme=dark&locale=ko`, `?lab=wrong`, `?cluster=map`: one state of the window, drawn by the very components that the app has, with nobody behind it. */
const asked = new URLSearchParams(location.search)
const themes: readonly Theme[] = ['light', 'dark', 'contrast']
const stories = { ...catalogueStories, ...packStories }
const story = stories[asked.get('story') ?? '']
const lab = labStories[asked.get('lab') ?? '']
const cluster = clusterStories[asked.get('cluster') ?? '']

if (cluster !== undefined) {
  chooseSettings()
  applySettings()
  tellCluster(cluster)
} else if (lab !== undefined) tellLab(lab)
else if (story !== undefined) tell(story)
else listStories()

function tell({ status, catalogue, doctor, packs }: Story): void {
  useStatus.setState({ status })
  useLabs.setState(catalogue)
  if (packs !== undefined) openPacks(packs)
  show(<><CatalogueScreen /><PackSheet /></>, { 'labs.list': catalogue, 'doctor.run': doctor, 'attempts.list': [], 'packs.list': packs?.list })
}

function openPacks({ work }: StoryPacks): void {
  usePacks.setState({ work })
  showOverlay('packs')
}

/** The lab stands on the shelf, and on the cluster, of a catalogue that is under way. */
function tellLab(told: LabStory): void {
  const { status, catalogue } = catalogueStories['under-way'] as Story // it is among them
  const { id } = told.attempt
  localStorage.clear()
  putThere(told)
  useStatus.setState({ status })
  useLabs.setState(catalogue)
  show(<LabScreen attempt={id} />, answersOf(told))
  if (told.asked !== undefined) askOnceOpen(told.asked.action)
}

/** What a browser would have kept of the attempt: tabs, splits, what was typed. */
function putThere({ attempt, files, theirs, terminals }: LabStory): void {
  const [first] = Object.keys(files)
  if (first !== undefined) writeTabs(attempt.id, { open: [first], shown: first })
  if (first !== undefined && theirs !== undefined) keepDraft(attempt.id, first, { text: files[first] ?? '', base: 'before', saved: '' })
  if (!Array.isArray(terminals)) return
  const [one = '', ...others] = terminalNames(terminals)
  writeLayout(attempt.id, others.reduce((layout, other) => splitTerminal(layout, one, 'beside', other), openTab(noTerminals, one)))
}

function askOnceOpen(action: 'apply' | 'compare'): void {
  const stop = useFiles.subscribe(({ shown, buffers }) => {
    if (shown === undefined || buffers[shown] === undefined) return
    stop()
    // The screen forgets what was said of the file before; it must have been drawn.
    requestAnimationFrame(() => setTimeout(() => void (action === 'apply' ? sendShown('apply') : compareShown())))
  })
}

function show(screen: ReactElement, answers: Readonly<Record<string, unknown>>): void {
  chooseSettings()
  applySettings()
  addEventListener('hashchange', chooseSettings)
  useConnection.setState({ kind: 'connected', engine: engineThatAnswers(answers) }, true)
  const root = document.getElementById('root')
  if (root !== null) createRoot(root).render(screen)
}

function chooseSettings(): void {
  // The address behind # is where in the cluster one looks: there the settings stand before it.
  const wanted = cluster === undefined ? new URLSearchParams(location.hash.slice(1)) : asked
  useSettings.setState({ locale: wanted.get('locale') === 'ko' ? 'ko' : 'en', theme: themes.find((theme) => theme === wanted.get('theme')) ?? 'light' })
}

function listStories(): void {
  const links = [...Object.keys(stories).map((name) => `story=${name}`), ...Object.keys(labStories).map((name) => `lab=${name}`), ...Object.keys(clusterStories).map((name) => `cluster=${name}`)]
  document.body.innerHTML = links.map((link) => `<p><a href="?${link}">${link}</a></p>`).join('')
}
