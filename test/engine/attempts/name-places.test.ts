import { describe, expect, it } from 'vitest'
import { nameAsPlaces } from '../../../engine/attempts/name-places.ts'
import { fillTemplate } from '../../../engine/packs/fill-template.ts'

const before = { main: 'net-main-x7k2q', dev: 'net-main-x7k2q-2' }

describe('names as places', () => {
  it('fit other namespaces, wherever the names appeared', () => {
    const object = { metadata: { namespace: 'net-main-x7k2q' }, data: { url: 'http://web.net-main-x7k2q-2.svc', list: ['net-main-x7k2q', 7, null] } }
    const kept = nameAsPlaces(object, before)
    expect(fillTemplate(kept, { ns: { main: 'a', dev: 'b' }, vars: {} })).toEqual({ metadata: { namespace: 'a' }, data: { url: 'http://web.b.svc', list: ['a', 7, null] } })
  })
})
