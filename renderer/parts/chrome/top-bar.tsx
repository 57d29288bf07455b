import type { ReactNode } from 'react'
import { useStatus } from '../../stores/status-store.ts'
import { useSettings, type Theme } from '../../stores/settings-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import './chrome.css'

/** The bar every screen shares: where you are, what the screen puts in the middle, the cluster, language and theme. */
export function TopBar({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <header className="top-bar">
      <div className="mark">
        <i aria-hidden="true">K</i>
        {title}
      </div>
      <div className="grow">{children}</div>
      <ClusterPill />
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
  )
}

function ClusterPill() {
  const cluster = useStatus(({ status }) => status?.cluster)
  const { clusterState } = useTexts()
  if (cluster === undefined) return null
  const version = cluster.kind === 'ready' ? ` · ${cluster.cluster.kubernetes}` : ''
  return (
    <span className="pill" role="status">
      <span className="dot" data-state={cluster.kind} />
      {clusterState[cluster.kind]}
      {version}
    </span>
  )
}

function LanguageSwitch() {
  const locale = useSettings((settings) => settings.locale)
  return (
    <button type="button" className="pill" lang={locale === 'ko' ? 'en' : 'ko'} onClick={() => useSettings.setState({ locale: locale === 'ko' ? 'en' : 'ko' })}>
      {locale === 'ko' ? 'English' : '한국어'}
    </button>
  )
}

const themes: readonly Theme[] = ['system', 'light', 'dark', 'contrast']

function ThemeSwitch() {
  const theme = useSettings((settings) => settings.theme)
  const { settings: texts } = useTexts()
  return (
    <select className="pill" aria-label={texts.theme} value={theme} onChange={({ target }) => useSettings.setState({ theme: themes.find((one) => one === target.value) ?? 'system' })}>
      {themes.map((one) => (
        <option key={one} value={one}>
          {texts[one]}
        </option>
      ))}
    </select>
  )
}
