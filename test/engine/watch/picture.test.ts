import { describe, expect, it } from 'vitest'
import type { KubeObject } from '#contract/kube.ts'
import { Picture } from '../../../engine/watch/picture.ts'

const anObject = (name: string, version: number, uid = `uid-${name}`): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default', uid, resourceVersion: String(version) },
})

const event = (type: 'ADDED' | 'MODIFIED' | 'DELETED', object: KubeObject) => ({ type, object, version: object.metadata.resourceVersion ?? '' })

function aPicture(version: number, ...objects: readonly KubeObject[]): Picture {
  const picture = new Picture()
  picture.replace(objects, String(version))
  return picture
}

describe('Picture.apply', () => {
  it('tells a new object, its change and its end', () => {
    const picture = aPicture(10)
    const [made, changed, ended] = [anObject('web', 11), anObject('web', 12), anObject('web', 13)]
    const told = [event('ADDED', made), event('MODIFIED', changed), event('DELETED', ended)].flatMap((one) => picture.apply(one))
    expect(told).toEqual([
      { kind: 'added', object: made },
      { kind: 'modified', object: changed },
      { kind: 'deleted', object: ended },
    ])
    expect(picture.objects.size).toBe(0)
  })

  it('drops what it has seen', () => {
    const picture = aPicture(10, anObject('web', 10))
    expect(picture.apply(event('MODIFIED', anObject('web', 10)))).toEqual([])
    expect(picture.apply(event('DELETED', anObject('web', 9)))).toEqual([])
    expect(picture.objects.size).toBe(1)
  })

  it('moves on with a bookmark and tells nothing', () => {
    const picture = aPicture(10)
    expect(picture.apply({ type: 'BOOKMARK', version: '99' })).toEqual([])
    expect(picture.version).toBe('99')
  })

  it('knows by its uid that an object under the same name is another', () => {
    const [old, young] = [anObject('web', 10, 'old'), anObject('web', 12, 'young')]
    expect(aPicture(10, old).apply(event('ADDED', young))).toEqual([
      { kind: 'deleted', object: old },
      { kind: 'added', object: young },
    ])
  })

  it('does not let the end of an older namesake end the present object', () => {
    expect(aPicture(10, anObject('web', 10, 'young')).apply(event('DELETED', anObject('web', 11, 'old')))).toEqual([])
  })
})

describe('Picture.replace', () => {
  it('tells the differences, what is gone first', () => {
    const picture = aPicture(10, anObject('gone', 8), anObject('same', 9), anObject('changed', 10))
    const [changed, made] = [anObject('changed', 15), anObject('made', 16)]
    expect(picture.replace([anObject('same', 9), changed, made], '20')).toEqual([
      { kind: 'deleted', object: anObject('gone', 8) },
      { kind: 'modified', object: changed },
      { kind: 'added', object: made },
    ])
    expect([...picture.objects.keys()]).toEqual(['default/same', 'default/changed', 'default/made'])
    expect(picture.version).toBe('20')
  })

  it('tells deleted and made again under the same name as both', () => {
    const [old, young] = [anObject('web', 10, 'old'), anObject('web', 15, 'young')]
    expect(aPicture(10, old).replace([young], '20')).toEqual([
      { kind: 'deleted', object: old },
      { kind: 'added', object: young },
    ])
  })
})

describe('Picture.clear', () => {
  it('tells every object as deleted and wants a list again', () => {
    const picture = aPicture(10, anObject('web', 10))
    expect(picture.clear()).toEqual([{ kind: 'deleted', object: anObject('web', 10) }])
    expect(picture.version).toBeUndefined()
  })
})
