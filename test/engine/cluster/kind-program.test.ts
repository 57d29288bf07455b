import { describe, expect, it } from 'vitest'
import { stepOf } from '../../../engine/cluster/kind-program.ts'

/** As kind 0.33.0 printed it without a terminal. */
const output = [
  'Creating cluster "kindlab" ...',
  ' • Ensuring node image (kindest/node:v1.37.0) 🖼  ...',
  ' ✓ Ensuring node image (kindest/node:v1.37.0) 🖼',
  ' • Preparing nodes 📦 📦   ...',
  ' ✓ Preparing nodes 📦 📦 ',
  ' • Writing configuration 📜  ...',
  ' ✓ Writing configuration 📜',
  ' • Starting control-plane 🕹️  ...',
  ' ✓ Starting control-plane 🕹️',
  ' • Installing CNI 🔌  ...',
  ' ✓ Installing CNI 🔌',
  ' • Installing StorageClass 💾  ...',
  ' ✓ Installing StorageClass 💾',
  ' • Joining worker nodes 🚜  ...',
  ' ✓ Joining worker nodes 🚜',
  'Set kubectl context to "kind-kindlab"',
]

describe('kind’s status lines', () => {
  it('become our steps, each when it begins', () => {
    expect(output.map(stepOf).filter((step) => step !== undefined)).toEqual([
      'cluster-nodes',
      'cluster-configuration',
      'cluster-control-plane',
      'cluster-network',
      'cluster-storage',
      'cluster-workers',
    ])
  })
})
