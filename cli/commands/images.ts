import { resolve } from 'node:path'
import type { Command } from 'commander'
import pc from 'picocolors'
import { openImageShelf, type ImageEntry, type ImageShelf } from '../../engine/engine.ts'
import { runCommand, type Cli, type ExitCode, type GlobalOptions } from '../context.ts'
import { withShownProgress } from '../show-work.ts'

export function addImageCommands(program: Command): void {
  const options = (): GlobalOptions => program.opts()
  const images = program.command('images').description('what a cluster is made of · 클러스터를 만드는 이미지')
  images
    .command('list')
    .description('each with where it comes from, and whether it is here · 이미지 목록')
    .action(() => runCommand(options(), (cli) => withShelf(cli, options(), (shelf) => list(cli, shelf))))
  images
    .command('build')
    .description('get or make what is missing · 없는 이미지를 받거나 만듭니다')
    .action(() =>
      runCommand(options(), (cli) =>
        withShelf(cli, options(), async (shelf, progress) => {
          await shelf.build(progress)
          return list(cli, shelf)
        }),
      ),
    )
  images
    .command('save <file>')
    .description('all that are here in one tar, for another machine · 이미지를 파일 하나로 저장합니다')
    .action((file: string) => runCommand(options(), (cli) => withShelf(cli, options(), (shelf, progress) => save(cli, shelf, resolve(file), progress))))
  images
    .command('load <file>')
    .description('take them from such a tar · 저장한 파일에서 이미지를 불러옵니다')
    .action((file: string) =>
      runCommand(options(), (cli) =>
        withShelf(cli, options(), async (shelf, progress) => {
          await shelf.load(resolve(file), progress)
          return list(cli, shelf)
        }),
      ),
    )
}

type OnShelf = (shelf: ImageShelf, progress: Parameters<ImageShelf['build']>[0]) => Promise<ExitCode>

/** Shows the work on the images as that of the engine is shown. */
function withShelf(cli: Cli, { verbose = false }: GlobalOptions, act: OnShelf): Promise<ExitCode> {
  return withShownProgress({ locale: cli.locale, stream: process.stderr, verbose }, cli.signal, async (progress) => act(await openImageShelf({ home: cli.engine.home, ask: cli.ask }, progress), progress))
}

async function list(cli: Cli, shelf: ImageShelf): Promise<ExitCode> {
  const entries = await shelf.list()
  cli.printJson(entries)
  for (const entry of entries) for (const line of imageLines(entry, cli)) cli.print(line)
  return 0
}

async function save(cli: Cli, shelf: ImageShelf, file: string, progress: Parameters<ImageShelf['save']>[1]): Promise<ExitCode> {
  const saved = await shelf.save(file, progress)
  cli.printJson({ file, saved })
  cli.print(cli.say('imagesSaved', { count: saved.length, file }))
  return 0
}

/** `✓ node  built, 812 MB`, and below it the reference. */
export function imageLines({ name, reference, origin, presence }: ImageEntry, { say }: Pick<Cli, 'say'>): readonly string[] {
  const sign = presence.kind === 'missing' ? pc.dim('–') : pc.green('✓')
  const where = presence.kind === 'here' ? say('imageHere', { megabytes: Math.round(presence.bytes / 1e6) }) : say(presence.kind === 'in-node' ? 'imageInNode' : 'imageMissing')
  return [`${sign} ${pc.bold(name)} ${say(origin === 'built' ? 'imageBuilt' : 'imageOfficial')}, ${where}`, `    ${pc.dim(reference)}`]
}
