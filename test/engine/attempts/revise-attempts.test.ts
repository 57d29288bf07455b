import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Attempt } from '#contract/attempt.ts'
import { endDrafts, reviseAttempts, type SavedLab } from '../../../engine/attempts/revise-attempts.ts'
import { aLab, aLoadedLab } from '../../builders/labs.ts'
import { type Engine, Machine, once, patiently, start, states, statesAre } from './in-memory.ts'

let machine: Machine

beforeEach(async () => {
  machine = await Machine.make()
})

afterEach(async () => {
  await machine[Symbol.asyncDispose]()
})

const signal = new AbortController().signal

function aSave(written: Partial<SavedLab> = {}): SavedLab {
  return { pack: 'first', lab: 'colours', savedAt: 1, findings: [], loaded: aLoadedLab(), ...written }
}

/** The lab with its first step's check asking for another colour. */
function asking(colour: string) {
  const { steps, ...lab } = aLab()
  const [paint, ...others] = steps
  const checks = [{ id: 'sky', title: { en: `The sky is ${colour}` }, object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'sky' }, match: { data: { colour } } }]
  return aLab({ ...lab, steps: [{ ...paint, title: { en: `Paint it ${colour}` }, checks }, ...others] })
}

const saved = (engine: Engine, id: string, at: number): Promise<Attempt> => once(engine, id, ({ draft }) => draft?.savedAt === at)

describe('an author’s save', () => {
  it('replaces titles, text and checks of an attempt that another process holds, and its checks are judged at once', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    machine.write(attempt, 'sky', { colour: 'green' })
    const texts = { en: { introduction: 'New words in ${ns.main}.', steps: {}, headings: {} } }
    await reviseAttempts(machine.home, aSave({ loaded: aLoadedLab({ lab: asking('green'), texts }) }), signal)
    const passed = await once(engine, attempt.id, statesAre('passed', 'open', 'locked'))
    expect([passed.steps[0]?.title, engine.attempts.lab(attempt.id).texts, passed.draft]).toEqual([{ en: 'Paint it green' }, texts, { savedAt: 1, isWhole: true, findings: [], waiting: [] }])
  })

  it('leaves the one before on screen where it does not load, and says what is wrong', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    const findings = [{ place: '100-colours/lab.yaml:3:1', message: { en: 'There is no field `stepz`.', ko: '`stepz`라는 필드가 없습니다.' } }]
    const { loaded: _loaded, ...broken } = aSave({ savedAt: 2, findings })
    await reviseAttempts(machine.home, broken, signal)
    const seen = await saved(engine, attempt.id, 2)
    expect([seen.draft, seen.steps.map(({ id }) => id)]).toEqual([{ savedAt: 2, isWhole: false, findings, waiting: [] }, ['paint', 'frame', 'hang']])
  })

  it('takes steps that were added or taken away into the attempt, and what has passed stays passed', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    machine.write(attempt, 'sky', { colour: 'blue' })
    await once(engine, attempt.id, statesAre('passed', 'open', 'locked'))
    const [paint] = aLab().steps
    const sign = { id: 'sign', title: { en: 'Sign' }, after: ['paint'], checks: [{ id: 'name', title: { en: 'name' }, object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'name' } }] }
    await reviseAttempts(machine.home, aSave({ loaded: aLoadedLab({ lab: aLab({ steps: [paint, sign] }) }) }), signal)
    expect((await saved(engine, attempt.id, 1)).steps.map(({ id, state }) => [id, state])).toEqual([['paint', 'passed'], ['sign', 'open']])
    machine.write(attempt, 'name', {})
    expect((await once(engine, attempt.id, ({ phase }) => phase === 'finished')).phase).toBe('finished')
  })

  it('lets start manifests and new variables wait, and a reset puts them in place', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    const lab = aLab({ vars: { shade: { pick: ['light', 'dark'] }, frameWood: { value: 'ash' } } })
    const floor = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'floor' }, data: { wood: '${vars.frameWood}' } }
    const [revised] = await reviseAttempts(machine.home, aSave({ loaded: aLoadedLab({ lab, start: [floor] }) }), signal)
    const waiting = await saved(engine, attempt.id, 1)
    expect([revised?.waiting, waiting.draft?.waiting, waiting.vars]).toEqual([['start', 'vars'], ['start', 'vars'], attempt.vars])
    const again = await engine.attempts.reset(attempt.id, patiently)
    expect([again.draft?.waiting, again.vars]).toEqual([[], { ...attempt.vars, frameWood: 'ash' }])
    expect([...machine.cluster.objects.values()].find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'floor' && metadata.namespace === again.namespaces['main'])?.['data']).toEqual({ wood: 'ash' })
  })

  it('lets checks wait that speak of a namespace which is not there yet', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    const [paint] = aLab().steps
    const checks = [{ id: 'sky', title: { en: 'sky' }, object: { apiVersion: 'v1', kind: 'ConfigMap', name: 'sky', namespace: 'gallery' } }]
    const lab = aLab({ scope: { namespaces: ['main', 'gallery'] }, steps: [{ ...paint, checks }] })
    await reviseAttempts(machine.home, aSave({ loaded: aLoadedLab({ lab }) }), signal)
    const waiting = await saved(engine, attempt.id, 1)
    expect([waiting.draft?.waiting, states(waiting)]).toEqual([['namespaces', 'checks'], ['open', 'locked', 'locked']])
    const again = await engine.attempts.reset(attempt.id, patiently)
    expect([Object.keys(again.namespaces), states(again)]).toEqual([['main', 'gallery'], ['open']])
  })

  it('tells files by what is in them, wherever they lie', async () => {
    const engine = machine.engine()
    const folder = join(machine.home.root, 'authored')
    await mkdir(folder)
    await writeFile(join(folder, 'web.yaml'), 'kind: Pod\n')
    const files = { 'web.yaml': join(folder, 'web.yaml') }
    await start(engine, aLoadedLab({ files }))
    const [same] = await reviseAttempts(machine.home, aSave({ loaded: aLoadedLab({ files }) }), signal)
    await writeFile(join(folder, 'web.yaml'), 'kind: Service\n')
    const [other] = await reviseAttempts(machine.home, aSave({ loaded: aLoadedLab({ files }) }), signal)
    expect([same?.waiting, other?.waiting]).toEqual([[], ['files']])
  })

  it('concerns no other lab and no attempt that is over', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    const other = await reviseAttempts(machine.home, aSave({ lab: 'shapes' }), signal)
    await engine.attempts.end(attempt.id, patiently)
    expect([other, await reviseAttempts(machine.home, aSave(), signal)]).toEqual([[], []])
  })

  it('is forgotten when its author stops, and what was taken over stays', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await reviseAttempts(machine.home, aSave({ loaded: aLoadedLab({ lab: asking('green') }) }), signal)
    await saved(engine, attempt.id, 1)
    await endDrafts(machine.home, aSave(), signal)
    expect((await once(engine, attempt.id, ({ draft }) => draft === undefined)).steps[0]?.title).toEqual({ en: 'Paint it green' })
  })

  it('is there for an engine that starts later', async () => {
    const engine = machine.engine()
    const attempt = await start(engine)
    await reviseAttempts(machine.home, aSave({ loaded: aLoadedLab({ lab: asking('green') }) }), signal)
    await engine.attempts.dispose()
    const again = machine.engine()
    await again.attempts.resume(patiently)
    expect((await saved(again, attempt.id, 1)).steps[0]?.title).toEqual({ en: 'Paint it green' })
  })
})
