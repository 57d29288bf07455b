/** How the keys for applying are written on this person's keyboard. */
export const applyKeys = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘↵' : 'Ctrl ↵'
