import { PanelLeft, X } from 'lucide-react'
import { fillText } from '#contract/locale.ts'
import { compareShown, sendShown, useEditing } from '../../stores/editing-store.ts'
import { isUnsaved } from '../../stores/file-buffer.ts'
import { closeFile, openFile, useFiles } from '../../stores/files-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../chrome/button.tsx'
import { ShownKeys } from '../chrome/shown-keys.tsx'
import { Tip } from '../chrome/tip.tsx'
import { useTree } from './tree-state.ts'

/** The open files as tabs, and what can be done with the one that is shown. */
export function WorkBar() {
  const { editor: texts } = useTexts()
  const open = useFiles((files) => files.open)
  const isTreeShown = useTree((tree) => tree.isShown)
  return (
    <div className="work-bar">
      <Tip text={texts.tree} action="show-files" isName>
        <button type="button" className="icon-button" aria-label={texts.tree} aria-pressed={isTreeShown} onClick={() => useTree.setState({ isShown: !isTreeShown })}>
          <PanelLeft size={15} />
        </button>
      </Tip>
      <ul className="work-tabs">
        {open.map((path) => (
          <FileTab key={path} path={path} />
        ))}
      </ul>
      <Actions />
    </div>
  )
}

function FileTab({ path }: { readonly path: string }) {
  const { editor: texts } = useTexts()
  const isShown = useFiles((files) => files.shown === path)
  const isDirty = useFiles(({ buffers }) => buffers[path] !== undefined && isUnsaved(buffers[path]))
  return (
    <li className="work-tab" aria-current={isShown} data-unsaved={isDirty}>
      <button type="button" title={path} onClick={() => openFile(path)}>
        {path.slice(path.lastIndexOf('/') + 1)}
        {isDirty && <span className="visually-hidden"> ({texts.unsaved})</span>}
      </button>
      <button type="button" className="work-close" aria-label={fillText(texts.close, { file: path })} onClick={() => void closeFile(path)}>
        <X size={12} />
        <i aria-hidden="true" />
      </button>
    </li>
  )
}

function Actions() {
  const { editor: texts } = useTexts()
  const isManifest = useFiles(({ shown }) => shown !== undefined && /\.ya?ml$/.test(shown))
  const isAsking = useEditing(({ answer }) => answer.kind === 'asking')
  if (!isManifest) return null
  return (
    <div className="work-actions">
      <Tip text={texts.compareTip} action="compare">
        <Button kind="quiet" disabled={isAsking} onClick={() => void compareShown()}>{texts.compare}</Button>
      </Tip>
      <Tip text={texts.dryRunTip} action="try">
        <Button kind="quiet" disabled={isAsking} onClick={() => void sendShown('dryRun')}>{texts.dryRun}</Button>
      </Tip>
      <Tip text={texts.applyTip} action="apply">
        <Button kind="first" disabled={isAsking} onClick={() => void sendShown('apply')}>
          {texts.apply} <span aria-hidden="true"><ShownKeys keys="$mod+Enter" /></span>
        </Button>
      </Tip>
    </div>
  )
}
