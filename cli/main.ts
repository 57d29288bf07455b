import { Command } from 'commander'
import { addAuthoringCommands } from './commands/authoring.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addBundleCommands } from './commands/bundle.ts'
import { addClusterCommands } from './commands/cluster.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addComponentCommands } from './commands/components.ts'
import { addImageCommands } from './commands/images.ts'
import { addLabCommands } from './commands/labs.ts'
import { addPackCommands } from './commands/packs.ts'
import { addServeCommands } from './commands/serve.ts'
import { addShellCommand } from './commands/shell.ts'
import type { GlobalOptions } from './context.ts'

const program = new Command('kindlab')
  .description('Learn Kubernetes on a real cluster on your own machine.\n진짜 클러스터에서 쿠버네티스를 배웁니다.')
  .version('0.1.0')
  .option('--lang <language>', 'en or ko (the environment’s language unless said)')
  .option('--json', 'one JSON document, or one a line where the command streams')
  .option('--verbose', 'show what the programs that run behind it print')
  .option('--kubeconfig <file>', 'work on the Kubernetes that this file reaches instead of a cluster of our own')
  .option('--context <name>', 'which context of that file')
  .addHelpText('after', '\nExit codes: 0 well, 1 a problem (said in words), 2 wrong words, 3 checks not passed yet, 130 ended by Ctrl-C.')
  .configureHelp({ showGlobalOptions: true })
  // Words that commander does not understand are a usage error of ours: exit code 2.
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

addServeCommands(program)
addClusterCommands(program)
addDoctorCommand(program)
addComponentCommands(program)
addPackCommands(program)
addImageCommands(program)
addShellCommand(program)
addBundleCommands(program)
addBackupCommands(program)
const labs = program.command('labs').description('labs: a learner’s and an author’s commands · 실습')
addLabCommands(labs, () => program.opts<GlobalOptions>())
addAuthoringCommands(labs, () => program.opts<GlobalOptions>())

await program.parseAsync()
// A command that is done ends, whatever the machine still holds open; where nothing is open this timer holds nothing up.
setTimeout(() => process.exit(), 3_000).unref()
