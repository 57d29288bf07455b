import { lazy, Suspense, useEffect } from 'react'
import type { Attempt } from '#contract/attempt.ts'
import { forgetAnswer, useEditing } from '../../stores/editing-store.ts'
import { followFiles, useFiles } from '../../stores/files-store.ts'
import { useOffer } from '../../stores/offers-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { AnswerPanel } from './answer-panel.tsx'
import { ConflictBar } from './conflict-bar.tsx'
import { EmptyWork } from './empty-work.tsx'
import { FileTree } from './file-tree.tsx'
import { loadEditor } from './load-editor.ts'
import { nameNewFile, useTree } from './tree-state.ts'
import { WorkBar } from './work-bar.tsx'
import { WorkFoot } from './work-foot.tsx'
import './editor.css'

const CodeEditor = lazy(() => loadEditor(() => import('./code-editor.tsx')).then(({ CodeEditor: loaded }) => ({ default: loaded })))
const Comparison = lazy(() => loadEditor(() => import('./comparison.tsx')).then(({ Comparison: loaded }) => ({ default: loaded })))

/** The learner's files: a tree, tabs, an editor that knows the cluster, and what the cluster says of them. */
export function WorkPane({ attempt }: { readonly attempt: Attempt }) {
  const { editor: texts, panes } = useTexts()
  const shown = useFiles((files) => files.shown)
  const isLoaded = useFiles((files) => shown !== undefined && files.buffers[shown] !== undefined)
  const answer = useEditing((editing) => editing.answer)
  const isTreeShown = useTree((tree) => tree.isShown)
  useEffect(() => followFiles(attempt.id), [attempt.id])
  useEffect(forgetAnswer, [attempt.id, shown])
  useOffer('new-file', nameNewFile)
  useOffer('show-files', () => useTree.setState({ isShown: !isTreeShown }))
  return (
    <section className="work-pane" data-pane="editor" tabIndex={-1} aria-label={panes.editor}>
      <WorkBar />
      <div className="work-body">
        {isTreeShown && <FileTree />}
        <div className="work-stage">
          {shown === undefined && <EmptyWork />}
          {isLoaded && (
            <Suspense fallback={<p className="work-waiting">{texts.opening}</p>}>
              <CodeEditor attempt={attempt} />
            </Suspense>
          )}
          {answer.kind === 'compared' && (
            <Suspense fallback={null}>
              <Comparison path={answer.path} text={answer.text} objects={answer.objects} />
            </Suspense>
          )}
          <div className="work-notes">
            <ConflictBar />
            <AnswerPanel />
          </div>
        </div>
      </div>
      <WorkFoot />
    </section>
  )
}
