export interface LabLink {
  readonly pack: string
  readonly lab: string
}

/** Any page can open a link, so it names a lab and nothing more: it is shown, and begun only by a click. */
const link = /^kindlab:\/\/labs\/([a-z0-9][a-z0-9-]{0,62})\/([a-z0-9][a-z0-9-]{0,62})\/?$/

/** The lab that `kindlab://labs/<pack>/<lab>` names; undefined for anything else. */
export function labLinkIn(address: string): LabLink | undefined {
  const [, pack, lab] = link.exec(address) ?? []
  return pack === undefined || lab === undefined ? undefined : { pack, lab }
}

/** The first lab link among a command line's words: Linux and Windows hand links over so. */
export const labLinkAmong = (words: readonly string[]): LabLink | undefined => words.map(labLinkIn).find((found) => found !== undefined)

/** Where in the page a link leads. */
export const placeOf = ({ pack, lab }: LabLink): string => `#/labs/${pack}/${lab}`
