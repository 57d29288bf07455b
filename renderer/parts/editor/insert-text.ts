let insert: ((block: string) => void) | undefined

/** Puts a block of text at the cursor of the editor on the screen; nothing happens while there is none. */
export const insertAtCursor = (block: string): void => insert?.(block)

/** The editor on the screen says how. */
export function offerInserting(inserting: (block: string) => void): () => void {
  insert = inserting
  return () => {
    if (insert === inserting) insert = undefined
  }
}

/**
 * Where a block goes on the cursor's line, and how it is written there: on an empty line at the cursor, else below the line,
 * each of its lines as far in as what is there.
 */
export function fitBlock(line: string, column: number, block: string): { readonly column: number; readonly text: string } {
  const isEmpty = line.trim() === ''
  const indent = isEmpty ? line.slice(0, column - 1) : (/^\s*/.exec(line)?.[0] ?? '')
  const text = block.split('\n').map((one, index) => (one === '' || (isEmpty && index === 0) ? one : `${indent}${one}`)).join('\n')
  return isEmpty ? { column, text } : { column: line.length + 1, text: `\n${text}` }
}
