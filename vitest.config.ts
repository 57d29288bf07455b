import { defineConfig } from 'vitest/config'

const alias = { '#contract': new URL('./contract', import.meta.url).pathname }

/** Tests are sorted by what they need: plain values (unit), the window's parts in a browser with nobody behind them (page), a real cluster or Docker (cluster), the program as a person meets it in a browser (app) or in a window of its own (electron). What meets real processes and clusters is tried twice; the gate names what needed it. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/**/*.cluster.test.ts', 'test/**/*.full.test.ts', 'test/**/*.window.test.ts', 'test/**/*.page.test.ts', 'test/app/**'], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: { name: 'page', include: ['test/**/*.page.test.ts'], fileParallelism: false, testTimeout: 60_000, hookTimeout: 180_000 },
      },
      {
        extends: true,
        test: {
          name: 'cluster', retry: 1, globalSetup: './test/cluster-setup.ts',
          include: ['test/**/*.cluster.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: { name: 'full', globalSetup: './test/cluster-setup.ts', include: ['test/**/*.full.test.ts'], fileParallelism: false, testTimeout: 900_000, hookTimeout: 900_000 },
      },
      {
        extends: true,
        test: { name: 'app', retry: 1, globalSetup: './test/cluster-setup.ts', include: ['test/app/**/*.test.ts'], fileParallelism: false, testTimeout: 240_000, hookTimeout: 300_000 },
      },
      {
        extends: true,
        test: { name: 'electron', retry: 1, globalSetup: './test/cluster-setup.ts', include: ['test/electron/**/*.window.test.ts'], fileParallelism: false, testTimeout: 60_000, hookTimeout: 180_000 },
      },
    ],
  },
})
