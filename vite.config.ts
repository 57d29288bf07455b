import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The window's pages, bundled for the current Electron and for browsers. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  resolve: { alias: { '#contract': new URL('./contract', import.meta.url).pathname } },
  // Workers are modules too: the editor's share code with what starts them.
  worker: { format: 'es' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2023',
    // A strict content security policy forbids inlined scripts and data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2_000,
  },
})
