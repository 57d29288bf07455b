/** What decides whether `kindlab start` opens a window of its own. */
export interface WindowFacts {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly isRoot: boolean
  /** Electron's program where it is installed. */
  readonly electron: string | undefined
  /** A person said `--no-open` or `--port`, or a program reads our output. */
  readonly isPageAsked: boolean
}

export type WindowChoice = { readonly kind: 'electron'; readonly program: string } | { readonly kind: 'page'; readonly because: 'asked' | 'no-display' | 'no-electron' | 'root' }

/** A window of its own where Electron and a display are there, else the page in a browser. */
export function chooseWindow({ platform, environment, isRoot, electron, isPageAsked }: WindowFacts): WindowChoice {
  if (isPageAsked) return { kind: 'page', because: 'asked' }
  if (!hasDisplay(platform, environment)) return { kind: 'page', because: 'no-display' }
  // Chromium's sandbox does not work for root, and a window without it is not one we open.
  if (platform === 'linux' && isRoot) return { kind: 'page', because: 'root' }
  return electron === undefined ? { kind: 'page', because: 'no-electron' } : { kind: 'electron', program: electron }
}

/** macOS and Windows draw windows for whoever is logged in; an SSH session of theirs has none. */
function hasDisplay(platform: NodeJS.Platform, environment: WindowFacts['environment']): boolean {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== ''
  if (platform === 'darwin' || platform === 'win32') return !isSet('SSH_CONNECTION')
  return isSet('DISPLAY') || isSet('WAYLAND_DISPLAY')
}
