/** How the window's page is served, whoever serves it: `kindlab serve` over HTTP, the desktop app over `app://`. */

/**
 * Scripts, workers and fonts only from the page's own origin, nothing framed, nothing posted anywhere.
 * Styles may be inline because React, xterm and Monaco set them on elements.
 */
export const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const pageHeaders = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
}

/** The media type of a page's file by its ending (`.html`). */
export const pageType = (ending: string): string => types[ending] ?? 'application/octet-stream'
