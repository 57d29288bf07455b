import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
import '@fontsource/jetbrains-mono/400.css'
import '@fontsource/jetbrains-mono/600.css'
import './design/tokens.css'
import './design/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { followKeys } from './actions/keyboard.ts'
import { followPanes } from './actions/panes.ts'
import { run } from './actions/ways.ts'
import { followDesktop } from './stores/desktop-store.ts'
import { followLabs } from './stores/labs-store.ts'
import { startConnection } from './stores/connection-store.ts'
import { applySettings } from './stores/settings-store.ts'
import { followStatus } from './stores/status-store.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')

applySettings()
followKeys()
followPanes()
followDesktop(run)
startConnection()
followStatus()
followLabs()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
