import { useTexts } from '../../texts/use-texts.ts'
import type { Standing } from './lab-path.ts'

export interface Shown {
  readonly search: string
  readonly standing: Standing | 'all'
}

const standings: readonly Shown['standing'][] = ['all', 'new', 'under-way', 'done']

/** Which labs are shown: by words, and by where the learner stands with them. */
export function LibraryFilter({ shown, onChange }: { readonly shown: Shown; readonly onChange: (shown: Shown) => void }) {
  const { catalogue: texts } = useTexts()
  return (
    <div className="library-filter" role="search">
      <div className="choices" role="group" aria-label={texts.filter}>
        {standings.map((standing) => (
          <button key={standing} type="button" aria-pressed={shown.standing === standing} onClick={() => onChange({ ...shown, standing })}>
            {standing === 'all' ? texts.all : texts.standing[standing]}
          </button>
        ))}
      </div>
      <input type="search" className="search" placeholder={texts.search} aria-label={texts.search} value={shown.search} onChange={({ target }) => onChange({ ...shown, search: target.value })} />
    </div>
  )
}
