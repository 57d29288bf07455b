import { describe, expect, it } from 'vitest'
import { addressOf, endpointFrom, environmentFor } from '../../../engine/runtime/docker-endpoint.ts'

describe('an engine’s address', () => {
  it.each([
    ['unix:///run/user/1000/docker.sock', { kind: 'socket', path: '/run/user/1000/docker.sock' }],
    ['unix://', { kind: 'socket', path: '/var/run/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'socket', path: '//./pipe/docker_engine' }],
    ['tcp://192.168.99.100:2375', { kind: 'tcp', host: '192.168.99.100', port: 2375 }],
    ['localhost:1234', { kind: 'tcp', host: 'localhost', port: 1234 }],
    ['tcp://docker', { kind: 'tcp', host: 'docker', port: 2375 }],
    ['https://docker', { kind: 'tcp', host: 'docker', port: 2376, tls: { folder: '', verify: true } }],
    ['ssh://me@host', { kind: 'unsupported', address: 'ssh://me@host', reason: 'ssh' }],
    ['fd://', { kind: 'unsupported', address: 'fd://', reason: 'unknown' }],
    ['tcp://', { kind: 'unsupported', address: 'tcp://', reason: 'unknown' }],
  ])('%s is read as the Docker CLI reads it', (address, endpoint) => {
    expect(endpointFrom(address)).toEqual(endpoint)
  })

  it('takes the port of TLS where certificates are given', () => {
    const tls = { folder: '/certs', verify: true }
    expect(endpointFrom('tcp://docker', tls)).toEqual({ kind: 'tcp', host: 'docker', port: 2376, tls })
  })

  it.each(['unix:///var/run/docker.sock', 'npipe:////./pipe/docker_engine', 'tcp://docker:2375'])('%s comes out as it went in', (address) => {
    expect(addressOf(endpointFrom(address))).toBe(address)
  })

  it('hands certificates on to programs that call docker themselves', () => {
    const verified = endpointFrom('tcp://docker:2376', { folder: '/certs', verify: true })
    const trusting = endpointFrom('tcp://docker:2376', { folder: '/certs', verify: false })
    expect(environmentFor(verified)).toEqual({ DOCKER_HOST: 'tcp://docker:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' })
    expect(environmentFor(trusting)).toEqual({ DOCKER_HOST: 'tcp://docker:2376', DOCKER_TLS: '1', DOCKER_CERT_PATH: '/certs' })
  })
})
