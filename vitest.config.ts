import { defineConfig } from 'vitest/config'

const alias = { '#contract': new URL('./contract', import.meta.url).pathname }

/** Tests are sorted by what they need: plain values (unit), a real cluster or Docker (cluster), the program as a person meets it (app). */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/**/*.cluster.test.ts', 'test/**/*.full.test.ts', 'test/app/**'], testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'cluster', globalSetup: './test/cluster-setup.ts',
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
        test: { name: 'app', globalSetup: './test/cluster-setup.ts', include: ['test/app/**/*.test.ts'], fileParallelism: false, testTimeout: 240_000, hookTimeout: 300_000 },
      },
    ],
  },
})
