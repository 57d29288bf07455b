import { describe, expect, it } from 'vitest'
import { dockerCandidates, type DockerSettings } from '../../../engine/runtime/docker-candidates.ts'
import { addressOf, type DockerEndpoint } from '../../../engine/runtime/docker-endpoint.ts'

const colima: DockerEndpoint = { kind: 'socket', path: '/home/min/.colima/default/docker.sock' }
const remote: DockerEndpoint = { kind: 'tcp', host: 'build', port: 2376, tls: { folder: '/tls', verify: true } }

function settings(some: Partial<DockerSettings> = {}): DockerSettings {
  const contexts = new Map([['colima', colima], ['build', remote]])
  return { environment: {}, home: '/home/min', platform: 'linux', uid: 1000, currentContext: undefined, contexts, ...some }
}

function addresses(some: Partial<DockerSettings>): readonly string[] | string {
  const found = dockerCandidates(settings(some))
  return found.kind === 'candidates' ? found.list.map(({ endpoint, from }) => `${from} ${addressOf(endpoint)}`) : `none: ${found.context}`
}

describe('where Docker is looked for', () => {
  it('is DOCKER_HOST alone where that is set, whatever the contexts say', () => {
    const environment = { DOCKER_HOST: 'unix:///mine.sock', DOCKER_CONTEXT: 'build' }
    expect(addresses({ environment, currentContext: 'colima' })).toEqual(['DOCKER_HOST unix:///mine.sock'])
  })

  it('is DOCKER_CONTEXT alone where that is set', () => {
    expect(addresses({ environment: { DOCKER_CONTEXT: 'build' }, currentContext: 'colima' })).toEqual(['DOCKER_CONTEXT tcp://build:2376'])
  })

  it('says which context is missing', () => {
    expect(addresses({ environment: { DOCKER_CONTEXT: 'gone' } })).toBe('none: gone')
  })

  it('is the current context first, then the usual sockets: an uninstalled Docker Desktop leaves its context behind', () => {
    expect(addresses({ currentContext: 'colima' })).toEqual([
      'context unix:///home/min/.colima/default/docker.sock',
      'usual unix:///var/run/docker.sock',
      'usual unix:///home/min/.docker/run/docker.sock',
      'usual unix:///home/min/.docker/desktop/docker.sock',
      'usual unix:///home/min/.colima/default/docker.sock',
      'usual unix:///home/min/.config/colima/default/docker.sock',
      'usual unix:///home/min/.orbstack/run/docker.sock',
      'usual unix:///home/min/.rd/docker.sock',
      'usual unix:///run/user/1000/docker.sock',
    ])
  })

  it('leaves the current context aside where DOCKER_CONTEXT says default', () => {
    expect(addresses({ environment: { DOCKER_CONTEXT: 'default' }, currentContext: 'build' })[0]).toBe('usual unix:///var/run/docker.sock')
  })

  it('looks for a rootless engine where XDG_RUNTIME_DIR points', () => {
    expect(addresses({ environment: { XDG_RUNTIME_DIR: '/run/mine' } })).toContain('usual unix:///run/mine/docker.sock')
  })

  it('is the named pipes on Windows', () => {
    expect(addresses({ platform: 'win32', home: 'C:\\Users\\min' })).toEqual(['usual npipe:////./pipe/docker_engine', 'usual npipe:////./pipe/dockerDesktopLinuxEngine'])
  })

  it('takes certificates from DOCKER_CERT_PATH, else from ~/.docker', () => {
    const environment = { DOCKER_HOST: 'tcp://build:2376', DOCKER_TLS_VERIFY: '1' }
    const tlsOf = (some: NodeJS.ProcessEnv): unknown => dockerCandidates(settings({ environment: some }))
    expect(tlsOf(environment)).toMatchObject({ list: [{ endpoint: { tls: { folder: '/home/min/.docker', verify: true } } }] })
    expect(tlsOf({ ...environment, DOCKER_CERT_PATH: '/certs' })).toMatchObject({ list: [{ endpoint: { tls: { folder: '/certs' } } }] })
  })
})
