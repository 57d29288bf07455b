/** How big a pack may be. Ours use a hundredth of this; whoever passes it is mistaken or hostile. */
export const packLimits = {
  files: 2_000,
  folders: 8,
  /** Pictures and data included. */
  packBytes: 64 * 1024 * 1024,
  /** One file that we parse: YAML, Markdown, a script. */
  textBytes: 256 * 1024,
  /** One picture of a lesson: it travels to the window whole. */
  pictureBytes: 1024 * 1024,
  yamlDepth: 64,
  /** Names, values, marks and blanks of one YAML file: what a parser's time grows with. A long lab has a tenth of it. */
  yamlTokens: 40_000,
  /** How many aliases a file may have, and how many nodes they may unfold to. */
  aliases: 100,
  documents: 100,
  /** After so many problems the rest is noise. */
  problems: 50,
} as const
