import { defineConfig } from 'vitest/config';

const folder = import.meta.dirname;

export default defineConfig({
  test: {
    root: folder,
    include: ['*.browser.ts'],
    globalSetup: `${folder}/setup.ts`,
    // Two apps are built at once: more would only wait for each other.
    maxWorkers: 2,
    // A test waits 15 seconds for a change of its page, and makes several of them on a busy machine.
    testTimeout: 120_000,
    // Where an app is installed, built and started.
    hookTimeout: 300_000,
  },
});
