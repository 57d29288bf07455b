import { describe, expect, it } from 'vitest'
import { ProblemError } from '#contract/problem.ts'
import { asking, askingUnless, dockerProblem, notFound } from '../../../engine/runtime/docker-error.ts'

/** As docker-modem makes them. */
const refusal = (statusCode: number, message: string): Error => Object.assign(new Error(`(HTTP code ${statusCode}) no such thing - ${message} `), { statusCode })
const cut = (code: string, address: string): Error => Object.assign(new Error(`connect ${code} ${address}`), { code, address })

describe('an engine’s error', () => {
  it.each([
    ['a missing image', refusal(404, 'No such image: nope:1'), { code: 'image-missing', params: { image: 'nope:1' } }],
    ['a missing container', refusal(404, 'No such container: gone'), { code: 'container-missing', params: { container: 'gone' } }],
    ['a name in use', refusal(409, 'Conflict. The container name "/web" is already in use by container "12ab".'), { code: 'container-name-taken', params: { name: 'web' } }],
    ['a full disk', refusal(500, 'write /x: no space left on device'), { code: 'docker-disk-full' }],
    ['a stopped engine', cut('ECONNREFUSED', '/var/run/docker.sock'), { code: 'docker-not-answering', params: { where: '/var/run/docker.sock' } }],
    ['a missing right', cut('EACCES', '/var/run/docker.sock'), { code: 'docker-not-allowed', params: { where: '/var/run/docker.sock' } }],
  ])('of %s is a Problem', (_what, error, problem) => {
    expect(dockerProblem(error)).toMatchObject(problem)
  })

  it('that nobody can act on says what was being done, and keeps its cause', async () => {
    const cause = refusal(500, 'driver failed')
    await expect(asking('start web', Promise.reject(cause))).rejects.toMatchObject({ message: 'Docker could not start web: driver failed', cause })
  })

  it('that is a Problem is thrown as one', async () => {
    await expect(asking('start web', Promise.reject(refusal(404, 'No such container: web')))).rejects.toBeInstanceOf(ProblemError)
  })

  it('that is fine gives nothing; any other still throws', async () => {
    expect(await askingUnless('look', notFound, Promise.reject(refusal(404, 'no')))).toBeUndefined()
    await expect(askingUnless('look', notFound, Promise.reject(refusal(500, 'no')))).rejects.toThrow('could not look')
  })
})
