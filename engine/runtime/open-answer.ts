import type { Readable } from 'node:stream'
import type Docker from 'dockerode'

/** A GET whose answer is read as it comes, for the calls that dockerode has no (right) method for. */
export function openAnswer(docker: Docker, path: string, query: readonly (readonly [string, string])[]): Promise<Readable> {
  const parameters = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])).toString()
  const statusCodes = { 200: true, 404: 'not found', 500: 'server error' }
  return new Promise((resolve, reject) => {
    // The modem cuts off a path's last character when no options follow.
    docker.modem.dial({ path: `${path}?${parameters}&`, method: 'GET', isStream: true, statusCodes }, (error, stream) => {
      if (error) reject(error)
      // With `isStream` the modem gives Node's IncomingMessage.
      else resolve(stream as Readable)
    })
  })
}
