import { useEffect, useRef, type RefObject } from 'react'
import type { Attempt } from '#contract/attempt.ts'
import { describeKinds, useEditing } from '../../stores/editing-store.ts'
import { editFile, useFiles } from '../../stores/files-store.ts'
import { isMotionReduced, useSettings } from '../../stores/settings-store.ts'
import { useLocale, useTexts } from '../../texts/use-texts.ts'
import { followTheme } from './editor-theme.ts'
import { showEvidence } from './evidence-decorations.ts'
import { showFaults } from './fault-markers.ts'
import { offerPlaces } from './go-to-place.ts'
import { fitBlock, offerInserting } from './insert-text.ts'
import { kindsIn } from './kinds-in.ts'
import { checkAgainst, forgetModel, modelFor, monaco } from './monaco.ts'

/** Monaco over the open files. Their text lives in the store; models follow it and tell it what is typed. */
export function CodeEditor({ attempt }: { readonly attempt: Attempt }) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<monaco.editor.IStandaloneCodeEditor>(null)
  const zoom = useSettings((settings) => settings.zoom)
  const { editor: texts } = useTexts()
  useEffect(() => {
    if (place.current === null) return
    const made = monaco.editor.create(place.current, editorOptions())
    editor.current = made
    const ends = [followTheme(), followShownFile(made), followSchema(attempt.id), offerPlaces((at) => reveal(made, at.startLine, at.startColumn)), offerInserting((block) => insert(made, block))]
    if (isWaitedFor(place.current)) made.focus()
    return () => {
      for (const end of ends) end()
      made.dispose()
      for (const model of monaco.editor.getModels()) model.dispose()
    }
  }, [attempt.id])
  useEffect(() => editor.current?.updateOptions({ fontSize: 13.5 * zoom, lineHeight: 23 * zoom }), [zoom])
  useEffect(() => editor.current?.updateOptions({ ariaLabel: texts.editorLabel }), [texts])
  useMarks(editor, attempt)
  return <div ref={place} className="code-editor" />
}

/** It comes a moment after the lab: who is elsewhere by then, in a terminal or the commands or an answer, keeps the keys. */
function isWaitedFor(place: HTMLElement): boolean {
  const focused = document.activeElement
  return focused === null || focused === document.body || place.closest('[data-pane]')?.contains(focused) === true
}

function editorOptions(): monaco.editor.IStandaloneEditorConstructionOptions {
  const { zoom, screenReaderMode } = useSettings.getState()
  return {
    model: null,
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontSize: 13.5 * zoom,
    lineHeight: 23 * zoom,
    fontLigatures: false,
    minimap: { enabled: false },
    // The last lines can be moved above what the cluster says of the file.
    scrollBeyondLastLine: true,
    scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
    overviewRulerLanes: 2,
    overviewRulerBorder: false,
    padding: { top: 12, bottom: 12 },
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 14,
    folding: false,
    stickyScroll: { enabled: false },
    // What is pasted is text, at once: asked of its providers first, it is dropped when anything else happens meanwhile.
    pasteAs: { enabled: false },
    dropIntoEditor: { enabled: false },
    occurrencesHighlight: 'off',
    bracketPairColorization: { enabled: false },
    tabSize: 2,
    insertSpaces: true,
    detectIndentation: false,
    renderLineHighlight: 'none',
    renderFinalNewline: 'on',
    guides: { indentation: true },
    quickSuggestions: { other: true, comments: false, strings: true },
    // Enter is a new line where nothing is left to complete.
    acceptSuggestionOnEnter: 'smart',
    suggest: { showWords: false, preview: false },
    wordBasedSuggestions: 'off',
    fixedOverflowWidgets: true,
    // The input method's own text field: Hangul is composed where every IME expects it.
    editContext: false,
    unicodeHighlight: { ambiguousCharacters: false, nonBasicASCII: false },
    accessibilitySupport: screenReaderMode ? 'on' : 'auto',
    smoothScrolling: !isMotionReduced(),
  }
}

/** Shows the store's shown file, each with the cursor and scroll it was left with. */
function followShownFile(editor: monaco.editor.IStandaloneCodeEditor): () => void {
  const places = new Map<string, monaco.editor.ICodeEditorViewState | null>()
  let present: string | undefined
  const typing = editor.onDidChangeModelContent(() => {
    if (present !== undefined) editFile(present, editor.getValue())
  })
  const show = (): void => {
    const { shown, buffers, open } = useFiles.getState()
    for (const path of places.keys()) if (!open.includes(path)) forget(path)
    const buffer = shown === undefined ? undefined : buffers[shown]
    if (shown !== present) {
      if (present !== undefined) places.set(present, editor.saveViewState())
      present = undefined
      if (shown === undefined || buffer === undefined) return editor.setModel(null)
      editor.setModel(modelFor(shown, buffer.text))
      editor.restoreViewState(places.get(shown) ?? null)
      places.set(shown, null)
      present = shown
    }
    const model = editor.getModel()
    if (buffer !== undefined && model !== null && model.getValue() !== buffer.text) takeOver(model, buffer.text)
  }
  const forget = (path: string): void => {
    places.delete(path)
    if (path === present) {
      present = undefined
      editor.setModel(null)
    }
    forgetModel(path)
  }
  show()
  const stop = useFiles.subscribe(show)
  return () => {
    stop()
    typing.dispose()
  }
}

/** What somebody else wrote comes in as one edit that can be undone. */
function takeOver(model: monaco.editor.ITextModel, text: string): void {
  model.pushStackElement()
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null)
  model.pushStackElement()
}

/** A pause in typing after which new kinds are looked up, milliseconds. */
const kindPause = 250

function followSchema(attempt: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = (): void => {
    const { buffers } = useFiles.getState()
    void describeKinds(attempt, Object.values(buffers).flatMap(({ text }) => kindsIn(text)))
  }
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(look, kindPause)
  }
  const use = ({ schema }: ReturnType<typeof useEditing.getState>): void => {
    if (schema !== undefined) checkAgainst(schema)
  }
  look()
  use(useEditing.getState())
  const stops = [useFiles.subscribe(soon), useEditing.subscribe((now, before) => now.schema !== before.schema && use(now))]
  return () => {
    clearTimeout(timer)
    for (const stop of stops) stop()
  }
}

/** Marks what checks and the cluster say, on the lines they mean. */
function useMarks(editor: RefObject<monaco.editor.IStandaloneCodeEditor | null>, attempt: Attempt): void {
  const { editor: texts } = useTexts()
  const locale = useLocale()
  const shown = useFiles((files) => files.shown)
  const text = useFiles(({ buffers }) => (shown === undefined ? undefined : buffers[shown]?.text))
  const answer = useEditing((editing) => editing.answer)
  const evidence = useRef<monaco.editor.IEditorDecorationsCollection>(null)
  useEffect(() => {
    if (editor.current === null || text === undefined) return
    evidence.current?.clear()
    evidence.current = showEvidence(editor.current, { text, attempt, words: texts, locale })
  }, [editor, attempt, text, shown, texts, locale])
  useEffect(() => {
    const model = editor.current?.getModel()
    // They move with what is typed; the next answer takes their place.
    if (model != null) showFaults(model, answer.kind === 'told' && answer.path === shown ? answer.outcome : undefined, locale)
  }, [editor, answer, shown, locale])
}

function reveal(editor: monaco.editor.IStandaloneCodeEditor, lineNumber: number, column: number): void {
  editor.revealLineInCenterIfOutsideViewport(lineNumber)
  editor.setPosition({ lineNumber, column })
  editor.focus()
}

/** One edit, undone as one. */
function insert(editor: monaco.editor.IStandaloneCodeEditor, block: string): void {
  const [model, cursor] = [editor.getModel(), editor.getPosition()]
  if (model === null || cursor === null) return
  const { column, text } = fitBlock(model.getLineContent(cursor.lineNumber), cursor.column, block)
  editor.pushUndoStop()
  editor.executeEdits('lesson', [{ range: new monaco.Range(cursor.lineNumber, column, cursor.lineNumber, column), text, forceMoveMarkers: true }])
  editor.pushUndoStop()
  editor.focus()
}
