import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { LiveObject } from '#contract/editing.ts'
import { forgetAnswer } from '../../stores/editing-store.ts'
import { useSettings } from '../../stores/settings-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { followTheme } from './editor-theme.ts'
import { monaco } from './monaco.ts'

interface ComparisonProps {
  readonly path: string
  readonly text: string
  readonly objects: readonly LiveObject[]
}

/** The cluster's objects as they are, beside what applying would make of them; where the cluster would refuse, beside the file. */
export function Comparison({ path, text, objects }: ComparisonProps) {
  const { editor: texts } = useTexts()
  const place = useRef<HTMLDivElement>(null)
  const isRefused = objects.some(({ after }) => after === undefined)
  const live = together(objects.map((object) => object.live))
  const after = isRefused ? text : together(objects.map((object) => object.after))
  const afterSide = isRefused ? path : texts.afterSide
  useEffect(() => (place.current === null ? undefined : showDifference(place.current, { name: texts.liveSide, text: live }, { name: afterSide, text: after })), [live, after, texts.liveSide, afterSide])
  return (
    <section className="comparison" aria-label={texts.compare} onKeyDown={({ key }) => key === 'Escape' && forgetAnswer()}>
      <header>
        <span>{texts.liveSide}</span>
        <span>{afterSide}</span>
        <button type="button" className="icon-button" aria-label={texts.closeComparison} title={texts.closeComparison} autoFocus onClick={forgetAnswer}>
          <X size={14} />
        </button>
      </header>
      {live === after && <p className="soft">{texts.noDifference}</p>}
      <div ref={place} className="comparison-editor" />
    </section>
  )
}

const together = (documents: readonly (string | undefined)[]): string => documents.map((one) => one ?? '').join('---\n')

interface Side {
  /** What a screen reader calls it. */
  readonly name: string
  readonly text: string
}

function showDifference(place: HTMLElement, before: Side, after: Side): () => void {
  const { zoom } = useSettings.getState()
  const editor = monaco.editor.createDiffEditor(place, {
    readOnly: true,
    automaticLayout: true,
    renderSideBySide: true,
    useInlineViewWhenSpaceIsLimited: false,
    hideUnchangedRegions: { enabled: true, contextLineCount: 3 },
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    diffWordWrap: 'on',
    renderOverviewRuler: false,
    lineNumbers: 'off',
    folding: false,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontSize: 12.5 * zoom,
    lineHeight: 20 * zoom,
  })
  // Models without a path: nobody completes or checks what only shows.
  const [original, modified] = [monaco.editor.createModel(before.text, 'yaml'), monaco.editor.createModel(after.text, 'yaml')]
  editor.setModel({ original, modified })
  editor.getOriginalEditor().updateOptions({ ariaLabel: before.name })
  editor.getModifiedEditor().updateOptions({ ariaLabel: after.name })
  const stopTheme = followTheme()
  return () => {
    stopTheme()
    editor.dispose()
    original.dispose()
    modified.dispose()
  }
}
