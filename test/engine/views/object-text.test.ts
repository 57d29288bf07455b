import { expect, it } from 'vitest'
import { objectText } from '../../../engine/views/object-text.ts'
import { anObject } from './objects.ts'

const password = Buffer.from('hunter2').toString('base64')

it('writes of a Secret how long its values are, and leaves out the copy of them that kubectl apply keeps', () => {
  const text = objectText(anObject('Secret', 'login', { type: 'Opaque', data: { password }, stringData: { password: 'hunter2' }, metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"data":{"password":"${password}"}}`, team: 'shop' } } }))
  expect(text).toContain('password: <7 B>')
  expect(text).toContain('team: shop')
  expect([text.includes(password), text.includes('hunter2')]).toEqual([false, false])
})

it('writes anything else as it is, without what field managers keep', () => {
  expect(objectText(anObject('ConfigMap', 'settings', { data: { colour: 'red' }, metadata: { managedFields: [{ manager: 'kubectl' }] } }))).toBe('data:\n  colour: red\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: shop\n  uid: uid-ConfigMap-settings\n')
})
