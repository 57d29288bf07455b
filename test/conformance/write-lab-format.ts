import { writeFileSync } from 'node:fs'
import { labFormatPage } from './lab-format-page.ts'

writeFileSync(new URL('../../docs/lab-format.md', import.meta.url), labFormatPage())
