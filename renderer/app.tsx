import { ConnectionLost } from './parts/chrome/connection-lost.tsx'
import { CatalogueScreen } from './screens/catalogue/catalogue-screen.tsx'
import { LabScreen } from './screens/lab/lab-screen.tsx'
import { usePlace } from './stores/place-store.ts'

/** The window: one screen at a time, and a word when the engine is gone. */
export function App() {
  const place = usePlace((state) => state.place)
  return (
    <>
      {place.kind === 'lab' ? <LabScreen key={place.attempt} attempt={place.attempt} /> : <CatalogueScreen />}
      <ConnectionLost />
    </>
  )
}
