import { test as base } from '@playwright/test';
import { createEmulator, type Emulator } from 'ai-sdk-qwen/emulator';

interface Worker {
  listening: Emulator;
}

interface Fixtures {
  emulator: Emulator;
}

export const test = base.extend<Fixtures, Worker>({
  listening: [
    // Playwright reads the fixtures that are needed from these braces: none.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const emulator = createEmulator();
      await emulator.listen({ port: 4010 });
      await use(emulator);
      await emulator.close();
    },
    { scope: 'worker' },
  ],
  emulator: async ({ listening }, use) => {
    listening.reset();
    await use(listening);
  },
});
