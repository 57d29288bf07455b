import { FileText } from 'lucide-react'
import { useEffect, useState } from 'react'
import { fillText } from '#contract/locale.ts'
import type { TextRange } from '#contract/manifest.ts'
import type { Evidence } from '#contract/verdict.ts'
import { openFile, useFiles } from '../../stores/files-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { goToPlace } from '../editor/go-to-place.ts'

interface Place {
  readonly file: string
  readonly at: TextRange
  readonly isUnapplied: boolean
}

/** Where in the learner's own files stands what the evidence speaks of, as a way there. */
export function EvidencePlace({ evidence, namespace }: { readonly evidence: Evidence; readonly namespace: string | undefined }) {
  const { lab: texts } = useTexts()
  const place = usePlaceOf(evidence, namespace)
  if (place === undefined) return null
  const go = (): void => {
    openFile(place.file)
    goToPlace(place.at)
  }
  return (
    <p>
      <button type="button" className="file-link" onClick={go}>
        <FileText size={13} aria-hidden="true" />
        {fillText(texts.atLine, { file: place.file, line: place.at.startLine })}
      </button>{' '}
      {place.isUnapplied && texts.notApplied}
    </p>
  )
}

/** Reading manifests takes a parser, which comes with the editor and not with the page. */
function usePlaceOf(evidence: Evidence, namespace: string | undefined): Place | undefined {
  const buffers = useFiles((files) => files.buffers)
  const [place, setPlace] = useState<Place>()
  const told = JSON.stringify(evidence)
  useEffect(() => {
    let isGone = false
    const find = async (): Promise<void> => {
      const { evidenceMarks } = await import('#contract/evidence-marks.ts')
      const places = Object.entries(buffers).flatMap(([file, { text }]) => evidenceMarks(text, [evidence], namespace).map(({ at, kind }) => ({ file, at, isUnapplied: kind === 'unapplied' })))
      if (!isGone) setPlace(places[0])
    }
    if (evidence.path !== undefined) void find()
    return () => {
      isGone = true
    }
    // The same evidence comes as a new value with each word of the engine.
  }, [told, namespace, buffers])
  return place
}
