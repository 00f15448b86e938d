import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const entries: Record<string, string> = {
  'ai-sdk-qwen': 'index.ts',
  'ai-sdk-qwen/ai4': 'index.ts',
  'ai-sdk-qwen/ai5': 'ai5.ts',
  'ai-sdk-qwen/ai6': 'ai6.ts',
  'ai-sdk-qwen/ai7': 'ai7.ts',
  'ai-sdk-qwen/emulator': 'emulator/index.ts',
  'ai-sdk-qwen/models': 'catalogue/index.ts',
};

export default defineConfig({
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
    maxWorkers: '100%',
  },
});
