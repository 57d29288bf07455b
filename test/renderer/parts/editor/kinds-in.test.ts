import { describe, expect, it } from 'vitest'
import { kindsIn } from '../../../../renderer/parts/editor/kinds-in.ts'

describe('kindsIn', () => {
  it('names each kind once, through all documents', () => {
    expect(kindsIn('apiVersion: v1\nkind: Pod # one\n---\nkind: "Deployment"\napiVersion: apps/v1\n--- # again\napiVersion: v1\nkind: Pod\n')).toEqual([
      { apiVersion: 'v1', kind: 'Pod' },
      { apiVersion: 'apps/v1', kind: 'Deployment' },
    ])
  })

  it('reads a text that is no YAML yet, and nothing that is deeper than the top', () => {
    expect(kindsIn('apiVersion: v1\nkind: Pod\nspec:\n  contai')).toEqual([{ apiVersion: 'v1', kind: 'Pod' }])
    expect(kindsIn('roleRef:\n  apiVersion: v1\n  kind: Role\n')).toEqual([])
  })
})
