import { writeFileSync } from 'node:fs'
import { celDocument } from './cel-table.ts'

writeFileSync(new URL('../../docs/cel.md', import.meta.url), celDocument())
