import { Keyboard, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ActionId } from '#contract/actions.ts'
import { run } from '../../actions/ways.ts'
import { useStatus } from '../../stores/status-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { SettingsPopover } from './settings-popover.tsx'
import { Tip } from './tip.tsx'
import './chrome.css'

/** The bar every screen shares: where you are, what the screen puts in the middle, the cluster, commands, shortcuts and settings. */
export function TopBar({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) {
  const { bar } = useTexts()
  return (
    <header className="top-bar" data-pane="bar" tabIndex={-1} aria-label={bar.label}>
      <div className="mark">
        <i aria-hidden="true">K</i>
        {title}
      </div>
      <div className="grow">{children}</div>
      <ClusterPill />
      <div className="bar-actions">
        <BarButton action="palette" name={bar.palette}>
          <Search size={16} />
        </BarButton>
        <BarButton action="shortcuts" name={bar.shortcuts}>
          <Keyboard size={16} />
        </BarButton>
        <SettingsPopover />
      </div>
    </header>
  )
}

function BarButton({ action, name, children }: { readonly action: ActionId; readonly name: string; readonly children: ReactNode }) {
  return (
    <Tip text={name} action={action} isName>
      <button type="button" className="icon-button" aria-label={name} onClick={() => run(action)}>
        {children}
      </button>
    </Tip>
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
