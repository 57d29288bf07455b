import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawVars } from '../../../engine/packs/draw-vars.ts'
import { fillTemplate, keepQuotedAsText } from '../../../engine/packs/fill-template.ts'
import { parseManifests } from '../../../engine/packs/read-solutions.ts'

const values = { ns: { main: 'kl-a1-main' }, vars: { port: 8080, colour: 'blue' } }

describe('filling a template', () => {
  it('puts namespaces and variables into a script and leaves the shell its own', () => {
    expect(fillTemplate('curl web.${ns.main}:${vars.port} "${HOME}" ${vars.none}', values)).toBe('curl web.kl-a1-main:8080 "${HOME}" ${vars.none}')
  })

  it('keeps a number a number in a manifest, unless it stands in quotes', () => {
    const { found } = parseManifests('a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  port: ${vars.port}\n  value: "${vars.port}"\n  text: p${vars.port}\n')
    expect(fillTemplate(found, values)).toEqual([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { port: 8080, value: '8080', text: 'p8080' } }])
  })

  it('marks only whole quoted placeholders', () => {
    expect(keepQuotedAsText(`a: "\${vars.x}"\nb: '\${ns.main}'\nc: "x\${vars.x}"`)).toBe(`a: "\${vars.x|text}"\nb: '\${ns.main|text}'\nc: "x\${vars.x}"`)
  })

  it('changes nothing in values without placeholders', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(fillTemplate(value, { ns: {}, vars: {} })).toEqual(value)
      }),
      { numRuns: 50 },
    )
  })
})

describe('drawing variables', () => {
  const lab = { id: 'one', vars: { port: { pick: [1, 2, 3, 4, 5, 6, 7, 8] }, name: { value: 'web' } } }

  it('gives the same values for the same seed, whatever else is declared', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const drawn = drawVars(lab, seed)
        expect(drawn['name']).toBe('web')
        expect(drawVars({ ...lab, vars: { other: { pick: [1, 2] }, ...lab.vars } }, seed)['port']).toBe(drawn['port'])
      }),
      { numRuns: 50 },
    )
  })

  it('lets one follow another, wherever it is declared', () => {
    const following = { id: 'one', vars: { port: { by: 'fault', of: { port: 8081 }, otherwise: 8080 }, fault: { pick: ['port', 'label'] } } }
    const drawn = Array.from({ length: 40 }, (_, seed) => drawVars(following, `seed-${seed}`))
    expect(new Set(drawn.map(({ fault, port }) => `${fault} ${port}`))).toEqual(new Set(['port 8081', 'label 8080']))
  })

  it('reaches every value', () => {
    const drawn = Array.from({ length: 200 }, (_, seed) => drawVars(lab, `seed-${seed}`)['port'])
    expect(new Set(drawn)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]))
  })
})
