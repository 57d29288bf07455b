import { describe, expect, it } from 'vitest'
import { createEngine } from '../../engine/create-engine.ts'
import { scratchFolder } from '../builders/scratch-folder.ts'

describe('an engine without Docker', () => {
  it('opens, says what is missing and how to go on, and shows the labs', async () => {
    await using folder = await scratchFolder()
    const engine = await createEngine({ environment: { KINDLAB_HOME: folder.path, HOME: folder.path, PATH: '', DOCKER_HOST: 'unix:///nowhere/docker.sock' } })
    expect(engine.status()).toMatchObject({ provider: 'kind', cluster: { kind: 'failed', problem: { code: 'docker-not-answering', params: { where: 'unix:///nowhere/docker.sock' } } } })
    const { packs, labs, refused } = await engine.labs()
    expect([labs.map(({ images }) => images.every(({ presence }) => presence === 'unknown')), refused]).toEqual([labs.map(() => true), []])
    expect(packs.flatMap(({ tracks }) => tracks.flatMap((track) => track.labs))).toEqual(labs.map(({ lab }) => lab))
    expect((await engine.doctor())[0]).toMatchObject({ id: 'docker-answers', outcome: { kind: 'problem' } })
    await engine.dispose()
  })

  it('says so of a kubeconfig that leads nowhere, as of a cluster that is lent', async () => {
    await using folder = await scratchFolder()
    const engine = await createEngine({ environment: { KINDLAB_HOME: folder.path }, lent: { kubeconfig: '/nowhere/class.kubeconfig' } })
    expect(engine.status()).toMatchObject({ provider: 'kubeconfig', cluster: { kind: 'failed', problem: { code: 'kubeconfig-unreadable' } } })
    await engine.dispose()
  })
})
