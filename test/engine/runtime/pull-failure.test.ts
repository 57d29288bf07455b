import { describe, expect, it } from 'vitest'
import { pullFailureFrom, pullProblem } from '../../../engine/runtime/pull-failure.ts'

describe('why a pull failed', () => {
  it.each([
    ['not-answering', 'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 127.0.0.53:53: no such host'],
    ['not-answering', 'Get "http://127.0.0.1:9/v2/": dial tcp 127.0.0.1:9: connect: connection refused'],
    ['not-answering', 'Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)'],
    ['not-answering', 'Get "https://registry-1.docker.io/v2/": net/http: TLS handshake timeout'],
    ['not-answering', 'received unexpected HTTP status: 503 Service Unavailable'],
    ['not-answering', 'Get "https://registry-1.docker.io/v2/": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: no route to host'],
    ['cut', 'unexpected EOF'],
    ['cut', 'Get "http://127.0.0.1:5000/v2/": EOF'],
    ['cut', 'read tcp 10.0.0.2:1->10.0.0.3:443: read: connection reset by peer'],
    ['stalled', 'stalled: nothing came for 360 s'],
    ['not-there', 'manifest for nginx:nope not found: manifest unknown: manifest unknown'],
    ['not-there', 'manifest unknown: manifest unknown'],
    ['refused', 'pull access denied for nope/nope, repository does not exist or may require \'docker login\': denied: requested access to the resource is denied'],
    ['refused', 'unauthorized: authentication required'],
    ['refused', 'Get "http://127.0.0.1:5000/v2/x/manifests/1": no basic auth credentials'],
    ['refused', 'error parsing HTTP 403 response body: invalid character \'<\' looking for beginning of value: "<html>"'],
    ['rate-limited', 'toomanyrequests: You have reached your pull rate limit.'],
    ['certificate', 'Get "https://registry-1.docker.io/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority'],
    ['digest', 'filesystem layer verification failed for digest sha256:0123'],
    ['digest', 'manifest verification failed for digest sha256:0123'],
    ['disk', 'write /var/lib/docker/tmp/GetImageBlob1: no space left on device'],
    ['other', 'something nobody has seen before'],
  ])('%s: %s', (failure, message) => {
    expect(pullFailureFrom(message)).toBe(failure)
  })

  it('names the registry, and keeps what Docker said', () => {
    expect(pullProblem('ghcr.io/a/b:1', 'unexpected EOF')).toEqual({
      code: 'image-pull-cut',
      params: { image: 'ghcr.io/a/b:1', registry: 'ghcr.io' },
      detail: 'unexpected EOF',
      fixes: [{ kind: 'action', action: 'retry' }],
    })
  })

  it('gives the command for what only an account can pull', () => {
    expect(pullProblem('a/b:1', 'unauthorized').fixes?.[0]).toEqual({ kind: 'command', command: 'docker login && docker pull a/b:1' })
  })
})
