import { ImageOff } from 'lucide-react'
import { useContext, useEffect, useState } from 'react'
import { whileConnected } from '../../stores/connection-store.ts'
import { LessonContext } from './lesson-actions.ts'

type Picture = { readonly kind: 'coming' } | { readonly kind: 'here'; readonly url: string } | { readonly kind: 'missing' }

/** A picture of the pack. Its bytes come from the engine, so that it is shown without a network; an SVG in an `img` runs nothing and fetches nothing. */
export function LessonPicture({ source, alt }: { readonly source: string; readonly alt: string }) {
  const picture = usePicture(source)
  if (picture.kind === 'here') return <img className="lesson-picture" src={picture.url} alt={alt} />
  return (
    <span className="lesson-picture" data-kind={picture.kind} role="img" aria-label={alt}>
      {picture.kind === 'missing' && <ImageOff size={15} aria-hidden="true" />} {alt}
    </span>
  )
}

function usePicture(source: string): Picture {
  const { attempt } = useContext(LessonContext)
  const [picture, setPicture] = useState<Picture>({ kind: 'coming' })
  useEffect(
    () =>
      whileConnected(async ({ attempts }) => {
        const show = ({ type, data }: { readonly type: string; readonly data: string }): void => setPicture({ kind: 'here', url: `data:${type};base64,${data}` })
        await attempts.picture({ attempt, source }).then(show, () => setPicture({ kind: 'missing' }))
      }),
    [attempt, source],
  )
  return picture
}
