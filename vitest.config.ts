import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^ai-sdk-qwen\/emulator$/, replacement: source('emulator/index.ts') },
      { find: /^ai-sdk-qwen$/, replacement: source('index.ts') },
    ],
  },
  test: { include: ['test/**/*.test.ts'], testTimeout: 20_000 },
});
