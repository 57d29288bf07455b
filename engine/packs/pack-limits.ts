/** How big a pack may be. Ours use a hundredth of this; whoever passes it is mistaken or hostile. */
export const packLimits = {
  files: 2_000,
  folders: 8,
  /** Pictures and data included. */
  packBytes: 64 * 1024 * 1024,
  /** One file that we parse: YAML, Markdown, a script. */
  textBytes: 256 * 1024,
  yamlDepth: 64,
  /** How many nodes aliases may unfold to. */
  aliases: 100,
  documents: 100,
  /** After so many problems the rest is noise. */
  problems: 50,
} as const
