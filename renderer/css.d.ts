// Style sheets and fonts are side effects for the bundler; they export nothing.
declare module '*.css'
declare module 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'

// Monaco without languages brings no types of its own; its API has them.
declare module 'monaco-editor/esm/vs/editor/edcore.main.js'
declare module 'monaco-editor/esm/nls.messages.ko.js'
declare module 'monaco-editor/esm/vs/basic-languages/*'
declare module 'monaco-editor/esm/vs/editor/editor.worker.js'
declare module 'monaco-editor/esm/vs/common/workers.js' {
  import type { editor } from 'monaco-editor'

  export const createWebWorker: typeof editor.createWebWorker
}
declare module 'monaco-yaml/yaml.worker.js'
