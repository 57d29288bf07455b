import { fromWholeLine } from './byte-tail.ts'

/**
 * How many bytes of `live` the log holds already. Both show one output: `log` its past up to some moment, `live` what came since
 * somebody attached, a little earlier. So the longest beginning of `live` that is also the end of `log` was seen twice.
 */
export function overlapOf(log: Buffer, live: Buffer): number {
  const beginning = live.subarray(0, log.length)
  if (beginning.length === 0) return 0
  const shorter = shorterBeginnings(beginning)
  let matched = 0
  for (const byte of log) {
    if (matched === beginning.length) matched = shorter[matched - 1] ?? 0
    while (matched > 0 && beginning[matched] !== byte) matched = shorter[matched - 1] ?? 0
    if (beginning[matched] === byte) matched++
  }
  return matched
}

/** What is known when a log is joined to live output: readings of the log before attaching, the last time, and now. */
export interface Joint {
  readonly earlier: Buffer
  readonly before: Buffer
  readonly log: Buffer
  readonly live: Buffer
}

/**
 * How many bytes of `live` the log holds already, once that is clear. It is when both meet, or when nothing moves: live shows
 * no whole line, the log no new one, and what it gained since before we attached cannot still be on its way to us, since either
 * there is none or something later came already. Only what it gained can be in both, however much else looks alike.
 */
export function judgeJoint({ earlier, before, log, live }: Joint): { readonly kind: 'clear'; readonly overlap: number } | { readonly kind: 'open' } {
  const gained = growthOf(earlier, log)
  const overlap = overlapOf(log.subarray(log.length - gained), live)
  const isStill = !live.includes('\n') && log.equals(before) && (gained === 0 || live.length > 0)
  return overlap > 0 || isStill ? { kind: 'clear', overlap } : { kind: 'open' }
}

/** How many bytes at the end of a log are newer than an earlier reading of it; all, where its beginning has gone meanwhile. */
export function growthOf(earlier: Buffer, log: Buffer): number {
  return log.subarray(0, earlier.length).equals(earlier) ? log.length - earlier.length : log.length
}

/** Knuth, Morris and Pratt: for each length, the next shorter beginning that is also an end. Output may repeat itself for megabytes. */
function shorterBeginnings(text: Buffer): Uint32Array {
  const shorter = new Uint32Array(text.length)
  for (let end = 1, matched = 0; end < text.length; end++) {
    while (matched > 0 && text[matched] !== text[end]) matched = shorter[matched - 1] ?? 0
    if (text[matched] === text[end]) matched++
    shorter[end] = matched
  }
  return shorter
}

/** The newest `limit` bytes of a log, from a whole line on. */
export function tailOfLog(log: Buffer, limit: number): Buffer {
  return log.length <= limit ? log : fromWholeLine(log.subarray(log.length - limit))
}

/* What programs ask a terminal: its cursor's place, its kind, its modes, its colours, its size. Sources: ECMA-48 and xterm's ctlseqs. */
const csi = String.raw`\x1b\[`
const questions = new RegExp(
  [
    `${csi}\\??[56]n`, // device status, cursor position
    `${csi}[>=]?[0-9;]*c`, // device attributes
    `${csi}>[0-9]*q`, // name and version
    `${csi}\\??[0-9]+\\$p`, // a mode's state
    `${csi}\\?u`, // keyboard protocol
    `${csi}(?:1[13-9]|2[01])t`, // window size and state
    String.raw`\x1b\][0-9;]*\?(?:\x07|\x1b\\)`, // colours
    String.raw`\x1bP[$+]q[^\x1b]*\x1b\\`, // settings, terminfo
  ].join('|'),
  'g',
)

/** Without what a terminal would answer: the program that asked is long gone, and the answer would arrive as typed keys. */
export function withoutQuestions(bytes: Buffer): Buffer {
  // latin1 keeps every byte as it is.
  return Buffer.from(bytes.toString('latin1').replace(questions, ''), 'latin1')
}
