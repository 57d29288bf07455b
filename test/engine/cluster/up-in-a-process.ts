/** Brings a cluster up in a process of its own, for tests that end it: prints each step as it begins, then `up`. */
import { homeFrom } from '../../../engine/files/home.ts'
import { createKindProvider } from '../../../engine/cluster/kind-provider.ts'
import { openRuntime } from '../../../engine/runtime/open-runtime.ts'
import { imagesHere, patiently } from './real-cluster.ts'

const [home = '', name = '', nodes = '1'] = process.argv.slice(2)
const runtime = await openRuntime({ environment: process.env, progress: patiently() })
const provider = createKindProvider({ runtime, images: imagesHere(runtime), home: homeFrom({ KINDLAB_HOME: home }), name })
await provider.up({ nodes: Number(nodes) }, patiently((step) => console.log(step)))
console.log('up')
