import { describe, expect, it } from 'vitest'
import { readManifest } from '#contract/manifest.ts'

const deployment = `# what I want
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    app.kubernetes.io/name: web
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    spec:
      containers:
      - name: side
        image: first
      - name: web
        image: second
        ports:
        - containerPort: 80
`

const placeIn = (text: string, path: string) => readManifest(text)[0]?.place(path)
const lineOf = (path: string): number | undefined => placeIn(deployment, path)?.at.startLine

describe('readManifest', () => {
  it('finds a field’s value, from its first character to its last', () => {
    expect(placeIn(deployment, 'spec.replicas')).toEqual({ isWritten: true, value: 2, at: { startLine: 9, startColumn: 13, endLine: 9, endColumn: 14 } })
  })

  it('finds list items by index and by what tells them apart', () => {
    expect([lineOf('spec.template.spec.containers[1].image'), lineOf('spec.template.spec.containers[name=side].image'), lineOf('.spec.template.spec.containers[name="web"].image')]).toEqual([17, 15, 17])
  })

  it('finds an item whose second key is left to its default', () => {
    expect(lineOf('.spec.template.spec.containers[name="web"].ports[containerPort=80,protocol="TCP"].containerPort')).toBe(19)
  })

  it('finds keys with dots, quoted as kubectl does or bare as the server does', () => {
    expect([lineOf("metadata.labels['app.kubernetes.io/name']"), lineOf('.metadata.labels.app.kubernetes.io/name'), lineOf('metadata.labels[app.kubernetes.io/name]')]).toEqual([7, 7, 7])
  })

  it('marks the key of a field that holds more than a scalar', () => {
    expect(placeIn(deployment, 'spec.template.spec')).toEqual({ isWritten: true, value: undefined, at: { startLine: 12, startColumn: 5, endLine: 12, endColumn: 9 } })
  })

  it('falls back to the nearest field above one that is not written', () => {
    expect(placeIn(deployment, 'spec.template.spec.containers[0].resources.limits')).toMatchObject({ isWritten: false, at: { startLine: 14 } })
    expect(placeIn(deployment, 'spec.strategy.type')).toMatchObject({ isWritten: false, at: { startLine: 8, startColumn: 1 } })
  })

  it('begins where the document begins for a path of nothing', () => {
    expect(placeIn(deployment, 'status')).toMatchObject({ isWritten: false, at: { startLine: 2, startColumn: 1 } })
  })

  it('counts lines through all documents and leaves empty ones out', () => {
    const two = '---\n# nothing\n---\nkind: A\n---\nkind: B\n'
    expect(readManifest(two).map((one) => [one.value, one.place('kind').at.startLine])).toEqual([[{ kind: 'A' }, 4], [{ kind: 'B' }, 6]])
  })

  it('tells where YAML breaks', () => {
    const [{ errors, value } = { errors: [], value: 1 }] = readManifest('kind: Pod\nspec:\n  a: [1\n')
    expect([value, errors[0]?.at.startLine]).toEqual([undefined, 4])
  })

  it('refuses a text that unfolds without end', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefgh'.replace(/./g, (name) => `${name}: &${name} [${Array(9).fill(`*${String.fromCharCode(name.charCodeAt(0) - 1)}`).join(', ')}]\n`)}`
    expect(readManifest(bomb)[0]?.errors).toHaveLength(1)
  })
})
