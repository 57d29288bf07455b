import { aLoadedLab } from '../../builders/labs.ts'
import { anEngine, connectToCluster, patiently } from './on-cluster.ts'

/** A process of its own, to be killed: takes up what is there, or starts an attempt, and resets it again and again. */
const engine = anEngine(await connectToCluster(), process.argv[2] ?? '')
const [taken] = await engine.attempts.resume(patiently)
const { id } = taken ?? (await engine.attempts.start({ pack: 'first', loaded: aLoadedLab() }, patiently))
process.stdout.write('begun\n')
for (;;) await engine.attempts.reset(id, patiently)
