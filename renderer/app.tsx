import { lazy, Suspense, useEffect } from 'react'
import { ConnectionLost } from './parts/chrome/connection-lost.tsx'
import { Notice } from './parts/chrome/notice.tsx'
import { CommandPalette } from './parts/chrome/palette.tsx'
import { ShortcutSheet } from './parts/chrome/shortcut-sheet.tsx'
import { BeginDialog } from './screens/begin/begin-dialog.tsx'
import { PackSheet } from './screens/packs/pack-sheet.tsx'
import { CatalogueScreen } from './screens/catalogue/catalogue-screen.tsx'
import { usePlace, type Place } from './stores/place-store.ts'

const loadLab = () => import('./screens/lab/lab-screen.tsx').then(({ LabScreen }) => ({ default: LabScreen }))
const LabScreen = lazy(loadLab)
const loadCluster = () => import('./screens/cluster/cluster-screen.tsx').then(({ ClusterScreen }) => ({ default: ClusterScreen }))
const ClusterScreen = lazy(loadCluster)

/** The window: one screen at a time, what lies over it, and a word when the engine is gone. */
export function App() {
  const place = usePlace((state) => state.place)
  useEffect(fetchLabAhead, [])
  return (
    <>
      <Suspense fallback={<div className="screen" />}>
        <Screen place={place} />
      </Suspense>
      {place.kind === 'link' && <BeginDialog key={`${place.pack}/${place.lab}`} pack={place.pack} lab={place.lab} />}
      <CommandPalette />
      <ShortcutSheet />
      <PackSheet />
      <Notice />
      <ConnectionLost />
    </>
  )
}

function Screen({ place }: { readonly place: Place }) {
  if (place.kind === 'lab') return <LabScreen key={place.attempt} attempt={place.attempt} />
  if (place.kind === 'cluster') return <ClusterScreen place={place} />
  return <CatalogueScreen />
}

/** The catalogue is there without the lab screen; by the time somebody has chosen a lab it has come. */
function fetchLabAhead(): () => void {
  const waiting = requestIdleCallback(() => void loadLab().catch(() => {}), { timeout: 3_000 })
  return () => cancelIdleCallback(waiting)
}
