#!/usr/bin/env node
import { run } from './bootstrap.mjs'

run('cli/main.ts', process.argv.slice(2))
