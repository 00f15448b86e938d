import { defineConfig, mergeConfig } from 'vitest/config';
import root from '../../vitest.config.js';

const { test: _test, ...shared } = root;

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      root: import.meta.dirname,
      include: ['*.load.ts'],
      pool: 'forks',
      // Memory is only told after the garbage is gone.
      execArgv: ['--expose-gc'],
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  }),
);
