import { ChevronDown, ChevronRight, FilePlus, FileText, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { fillText } from '#contract/locale.ts'
import { createFile, openFile, removeFile, useFiles } from '../../stores/files-store.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { treeRows, type TreeRow } from './tree-rows.ts'
import { nameNewFile, useTree } from './tree-state.ts'

/** What is in the learner's folder, as the terminal sees it too. */
export function FileTree() {
  const { editor: texts } = useTexts()
  const listing = useFiles((files) => files.listing)
  const isNaming = useTree((tree) => tree.isNaming)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const [doomed, setDoomed] = useState<string>()
  const toggle = (path: string): void => setClosed((known) => (known.has(path) ? new Set([...known].filter((one) => one !== path)) : new Set([...known, path])))
  return (
    <nav className="file-tree" aria-label={texts.files}>
      <header>
        <span>{texts.files}</span>
        <button type="button" className="icon-button" aria-label={texts.newFile} title={texts.newFile} onClick={nameNewFile}>
          <FilePlus size={14} />
        </button>
      </header>
      <ul>
        {isNaming && <NewFile />}
        {treeRows(listing?.entries ?? [], closed).map((row) => (
          <Row key={row.path} row={row} isClosed={closed.has(row.path)} onToggle={toggle} onRemove={setDoomed} />
        ))}
      </ul>
      {listing?.isCut === true && <p className="soft">{texts.cut}</p>}
      {doomed !== undefined && <RemoveDialog path={doomed} onAnswer={(isSure) => {
        setDoomed(undefined)
        if (isSure) void removeFile(doomed)
      }} />}
    </nav>
  )
}

interface RowProps {
  readonly row: TreeRow
  readonly isClosed: boolean
  readonly onToggle: (path: string) => void
  readonly onRemove: (path: string) => void
}

function Row({ row: { path, name, depth, kind }, isClosed, onToggle, onRemove }: RowProps) {
  const { editor: texts } = useTexts()
  const isShown = useFiles((files) => files.shown === path)
  const indent = { paddingInlineStart: 8 + depth * 14 }
  if (kind === 'folder') {
    return (
      <li className="file-row">
        <button type="button" style={indent} aria-expanded={!isClosed} onClick={() => onToggle(path)}>
          {isClosed ? <ChevronRight size={13} /> : <ChevronDown size={13} />}
          {name}
        </button>
      </li>
    )
  }
  return (
    <li className="file-row" aria-current={isShown}>
      <button type="button" style={indent} title={path} onClick={() => openFile(path)}>
        <FileText size={13} />
        {name}
      </button>
      <button type="button" className="file-remove" aria-label={fillText(texts.remove, { file: path })} title={fillText(texts.remove, { file: path })} onClick={() => onRemove(path)}>
        <Trash2 size={13} />
      </button>
    </li>
  )
}

/** A name, then a file. Enter makes it, Escape or going elsewhere without a name leaves it. */
function NewFile() {
  const { editor: texts } = useTexts()
  const done = (): void => {
    useTree.setState({ isNaming: false })
  }
  const make = async (path: string): Promise<void> => {
    if (path === '' || (await createFile(path))) done()
  }
  return (
    <li className="file-row">
      <input
        // A person who asked for a new file is about to type its name.
        autoFocus
        aria-label={texts.fileName}
        placeholder="pod.yaml"
        spellCheck={false}
        onBlur={({ target }) => target.value.trim() === '' && done()}
        onKeyDown={({ key, currentTarget, nativeEvent }) => {
          if (nativeEvent.isComposing) return
          if (key === 'Escape') done()
          if (key === 'Enter') void make(currentTarget.value.trim())
        }}
      />
    </li>
  )
}
