import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { fates } from '#contract/fate.ts'

const schema = z.object({
  /** What becomes of the cluster when Kindlab quits. */
  fate: z.enum(fates).catch('pause'),
  window: z
    .object({ x: z.number().int(), y: z.number().int(), width: z.number().int().min(1), height: z.number().int().min(1), isMaximized: z.boolean() })
    .optional()
    .catch(undefined),
})

/** What the desktop app remembers between runs. */
export type DesktopSettings = z.infer<typeof schema>

/** The settings in a file; one that is not there, or that says nonsense, leaves the usual ones. */
export function readSettings(file: string): DesktopSettings {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return schema.parse({})
  }
}

/** Writes in one go: a crash leaves the old file or the new one. Settings that cannot be kept are no reason to stop. */
export function writeSettings(file: string, settings: DesktopSettings): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(settings))
    renameSync(`${file}.new`, file)
  } catch {
    // A full or read-only disk: the window opens in its usual place next time.
  }
}
