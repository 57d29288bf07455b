import type { Command } from 'commander'
import type { ImportFlags } from '../authoring/import-folder.ts'
import type { TestFlags } from '../authoring/test-labs.ts'
import { runCommand, type GlobalOptions } from '../context.ts'

/** `kindlab labs …` for those who write labs. What proves is loaded only when it is asked for: learners never need it. */
export function addAuthoringCommands(labs: Command, options: () => GlobalOptions): void {
  labs
    .command('new <pack-folder> <id>')
    .description('begin a lab of your own · 새 실습의 뼈대를 만듭니다')
    .action((folder: string, id: string) => runCommand(options(), async (cli) => (await import('../authoring/begin-lab.ts')).beginLab(cli, folder, id)))
  labs
    .command('lint [pack-folder]')
    .description('what is wrong with packs, by file, line and column · 팩의 잘못을 찾습니다')
    .action((folder?: string) => runCommand(options(), async (cli) => (await import('../authoring/lint-packs.ts')).lintPacks(cli, folder)))
  labs
    .command('import <folder>')
    .description('make labs of Killercoda scenarios, kuttl or chainsaw tests · 다른 형식의 시나리오와 테스트를 실습으로 바꿉니다')
    .option('--from <kind>', 'killercoda, kuttl or chainsaw; told from the files unless said')
    .option('--into <pack-folder>', 'the pack that they go to, made where it is none', 'imported')
    .action((folder: string, flags: ImportFlags) => runCommand(options(), async (cli) => (await import('../authoring/import-folder.ts')).importFolder(cli, folder, flags)))
  labs
    .command('dev [pack-folder] [lab]')
    .description('follow a folder: mistakes at each save, and the lab in the window and in attempts under way · 저장할 때마다 잘못을 알려 주고 진행 중인 실습에 반영합니다')
    .action((folder?: string, lab?: string) => runCommand(options(), async (cli) => (await import('../authoring/develop-pack.ts')).developPack(cli, folder ?? '.', lab)))
  labs
    .command('test [labs...]')
    .description('prove labs on a real cluster · 진짜 클러스터에서 실습을 증명합니다')
    .option('--record', 'keep what was seen in the labs’ folders, for --replay')
    .option('--replay', 'judge again what was recorded, without a cluster')
    .option('--twice', 'also every near-miss and alternative a second time')
    .option('--gently', 'one attempt of a lab after the other')
    .option('--pack <folder>', 'the pack in this folder instead of those installed')
    .action((names: string[], flags: TestFlags) => runCommand(options(), async (cli) => (await import('../authoring/test-labs.ts')).testLabs(cli, names, flags)))
  labs
    .command('schema <lab|pack>')
    .description('the JSON Schema of lab.yaml or pack.yaml, for an editor · 편집기용 JSON 스키마')
    .action((name: string) => runCommand(options(), async (cli) => (await import('../authoring/begin-lab.ts')).printSchema(cli, name)))
}
