/** The engine swallows its detach keys, Ctrl-P among them by default, which shells and editors need. Nobody types these four in a row. */
export const detachKeys = 'ctrl-^,ctrl-^,ctrl-^,ctrl-^'
