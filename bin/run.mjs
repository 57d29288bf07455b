#!/usr/bin/env node
// Runs one of the project's own TypeScript files: node bin/run.mjs test/gate.ts --full
import { run } from './bootstrap.mjs'

const [file, ...args] = process.argv.slice(2)
run(file, args)
