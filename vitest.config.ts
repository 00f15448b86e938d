import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vitest/config';
import { inspectorPage } from './build-inspector.mjs';

const entries: Record<string, string> = {
  'ai-sdk-qwen': 'index.ts',
  'ai-sdk-qwen/ai4': 'index.ts',
  'ai-sdk-qwen/ai5': 'ai5.ts',
  'ai-sdk-qwen/ai6': 'ai6.ts',
  'ai-sdk-qwen/ai7': 'ai7.ts',
  'ai-sdk-qwen/emulator': 'emulator/index.ts',
  'ai-sdk-qwen/models': 'catalogue/index.ts',
  'ai-sdk-qwen/batch': 'batch/index.ts',
};

/** Packages of the recipes for AI SDK 7, which import them as an application does, by the names that they have here. */
const packages: Record<string, string> = { ai: 'ai7', zod: 'zod/v4' };

const recipes: Plugin = {
  name: 'recipes',
  enforce: 'pre',
  resolveId(source, importer) {
    const name = packages[source];
    return name !== undefined && importer?.endsWith('-ai7.ts') ? this.resolve(name, importer) : undefined;
  },
};

export default defineConfig({
  plugins: [recipes, inspectorPage],
  resolve: {
    alias: Object.entries(entries).map(([name, file]) => ({
      find: new RegExp(`^${name}$`),
      replacement: fileURLToPath(new URL(`./src/${file}`, import.meta.url)),
    })),
  },
  test: {
    include: ['test/**/*.test.ts', 'examples/recipes/*.test.ts'],
    // They take longer, and have a script of their own: `npm run test:system`.
    exclude: ['**/node_modules/**', 'test/system/**'],
    testTimeout: 20_000,
    // Many tests wait for a timer.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
  },
});
