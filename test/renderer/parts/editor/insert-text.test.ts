import { describe, expect, it } from 'vitest'
import { fitBlock } from '../../../../renderer/parts/editor/insert-text.ts'

describe('a block at the cursor', () => {
  it('begins there on an empty line, and goes on as far in', () => {
    expect(fitBlock('    ', 3, 'ports:\n- port: 80')).toEqual({ column: 3, text: 'ports:\n  - port: 80' })
  })

  it('stands below a line that holds something, as far in as that', () => {
    expect(fitBlock('  selector: {}', 4, 'ports:\n\n- port: 80')).toEqual({ column: 15, text: '\n  ports:\n\n  - port: 80' })
  })
})
