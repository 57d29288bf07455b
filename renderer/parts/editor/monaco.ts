// The editor without the languages that nobody writes here: it is loaded when the first file is opened.
import 'monaco-editor/esm/vs/editor/edcore.main.js'
import 'monaco-editor/esm/vs/basic-languages/yaml/yaml.contribution.js'
import 'monaco-editor/esm/vs/basic-languages/shell/shell.contribution.js'
import 'monaco-editor/esm/vs/basic-languages/markdown/markdown.contribution.js'
import 'monaco-editor/esm/vs/basic-languages/python/python.contribution.js'
import 'monaco-editor/esm/vs/basic-languages/dockerfile/dockerfile.contribution.js'
import * as monaco from 'monaco-editor/esm/vs/editor/editor.api.js'
import { createWebWorker } from 'monaco-editor/esm/vs/common/workers.js'
import { configureMonacoYaml } from 'monaco-yaml'
import type { ManifestSchema } from '#contract/editing.ts'

export { monaco }

/** Files of this page, as its content security policy wants; the bundler knows this form and no other. */
function newWorker(label: string): Worker {
  if (label === 'yaml') return new Worker(new URL('./yaml.worker.ts', import.meta.url), { type: 'module' })
  return new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module' })
}

self.MonacoEnvironment = { getWorker: (_module, label) => newWorker(label) }

/** Since 0.55 Monaco wants a worker that runs already; its own languages start theirs in this way, and so must those of others. */
const startingWorkers = { ...monaco, editor: { ...monaco.editor, createWebWorker } }

const yaml = configureMonacoYaml(startingWorkers, { enableSchemaRequest: false, validate: true, completion: true, hover: true, yamlVersion: '1.2', schemas: [] })

/** What YAML files are completed with and checked against from now on. */
export function checkAgainst(schema: ManifestSchema): void {
  void yaml.update({ schemas: [{ uri: 'kindlab://cluster/openapi.json', fileMatch: ['**/*.yaml', '**/*.yml'], schema }] })
}

/** One model a file; the path is all that tells its language. */
export function modelFor(path: string, text: string): monaco.editor.ITextModel {
  const uri = monaco.Uri.from({ scheme: 'file', path: `/${path}` })
  return monaco.editor.getModel(uri) ?? monaco.editor.createModel(text, undefined, uri)
}

export function forgetModel(path: string): void {
  monaco.editor.getModel(monaco.Uri.from({ scheme: 'file', path: `/${path}` }))?.dispose()
}
