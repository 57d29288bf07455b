import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { endOrphans, orphansIn, processesIn } from '../../../engine/cluster/end-orphans.ts'

const config = '/home/ada/.local/share/kindlab/clusters/kindlab/kind-config.yaml'
const listing = `
    1     1 /sbin/init
  300   300 /opt/kind create cluster --name kindlab --config ${config} --kubeconfig x
  310   300 docker run --name kindlab-control-plane
  400   400 /opt/kind create cluster --name other --config /home/ada/other.yaml
  500   490 grep create cluster --config ${config}
`

describe('what a killed engine left running', () => {
  it('is the kind that reads our own configuration, leader of its group', () => {
    expect(orphansIn(processesIn(listing), config)).toEqual([
      { pid: 300, group: 300, command: `/opt/kind create cluster --name kindlab --config ${config} --kubeconfig x` },
    ])
  })

  it.skipIf(process.platform === 'win32')('is ended, and its children with it', async () => {
    const mark = `/nowhere/${process.pid}/kind-config.yaml`
    const orphan = spawn('sh', ['-c', 'sleep 60 & wait', 'create cluster', `--config ${mark}`], { detached: true, stdio: 'ignore' })
    await once(orphan, 'spawn')
    const ended = once(orphan, 'exit')
    await endOrphans(mark)
    expect((await ended)[1]).toBe('SIGKILL')
  })
})
