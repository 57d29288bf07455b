import { mkdir, writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { askRegistry, registryOf } from '../../../engine/doctor/ask-registry.ts'
import { lookAtHome, lookAtVirtualization, lookAtWsl, whyNoLoopback } from '../../../engine/doctor/look-around.ts'
import { scratchFolder } from '../../builders/scratch-folder.ts'
import { fakeTls } from '../../fakes/fake-tls.ts'

describe('the doctor finds out', () => {
  it('how much room there is for a folder that is yet to be made', async () => {
    await using folder = await scratchFolder()
    const wanted = join(folder.path, '한글 폴더', 'kindlab')
    expect(await lookAtHome(wanted)).toMatchObject({ folder: wanted, isWritable: true, freeBytes: expect.any(Number) })
  })

  it('that this machine reaches itself', async () => {
    expect(await whyNoLoopback()).toBeUndefined()
  })

  it.each([
    ['Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com) #1237-Microsoft', { generation: 1, kernel: '4.4.0-19041-Microsoft' }],
    ['Linux version 6.6.87.2-microsoft-standard-WSL2 (root@e0) #1 SMP', { generation: 2, kernel: '6.6.87.2-microsoft-standard-WSL2' }],
    ['Linux version 6.12.0-amd64 (debian-kernel@lists.debian.org)', undefined],
  ])('which Linux it is in: %s', async (version, wsl) => {
    await using folder = await scratchFolder()
    await writeFile(join(folder.path, 'version'), version)
    expect(await lookAtWsl(join(folder.path, 'version'))).toEqual(wsl)
  })

  it.skipIf(process.platform === 'win32')('whether a Mac can run virtual machines, by what its sysctl prints', async () => {
    await using folder = await scratchFolder()
    await mkdir(join(folder.path, 'bin'))
    const sysctl = join(folder.path, 'bin', 'sysctl')
    const before = process.env['PATH']
    process.env['PATH'] = `${join(folder.path, 'bin')}:${before}`
    try {
      await writeFile(sysctl, '#!/bin/sh\necho 1\n', { mode: 0o755 })
      expect(await lookAtVirtualization('darwin')).toEqual({ by: 'Hypervisor.framework', isOn: true })
      await writeFile(sysctl, '#!/bin/sh\necho 0\n', { mode: 0o755 })
      expect(await lookAtVirtualization('darwin')).toEqual({ by: 'Hypervisor.framework', isOn: false })
      await writeFile(sysctl, '#!/bin/sh\nexit 1\n', { mode: 0o755 })
      expect(await lookAtVirtualization('darwin')).toBeUndefined()
    } finally {
      process.env['PATH'] = before
    }
    expect(await lookAtVirtualization('linux')).toBeUndefined()
  })
})

describe('a registry', () => {
  it.each([
    ['kindest/node:v1.37.0', 'registry-1.docker.io'],
    ['node', 'registry-1.docker.io'],
    ['registry.k8s.io/pause:3.10', 'registry.k8s.io'],
    ['localhost:5000/node', 'localhost:5000'],
    ['localhost/node', 'localhost'],
  ])('of %s is %s', (reference, host) => {
    expect(registryOf(reference)).toBe(host)
  })

  it('whose certificate nobody here vouches for is behind somebody who reads along', async () => {
    const server = createServer({ cert: fakeTls.serverCertificate, key: fakeTls.serverKey }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const host = `localhost:${(server.address() as AddressInfo).port}`
    expect(await askRegistry(host)).toEqual({ kind: 'intercepted', host, issuer: 'fake cluster' })
    server.close()
  })

  it('that does not answer is out of reach', async () => {
    expect(await askRegistry('127.0.0.1:1')).toMatchObject({ kind: 'unreachable', detail: expect.stringContaining('ECONNREFUSED') })
  })
})
