import { defineConfig, mergeConfig } from 'vitest/config';
import root from '../../vitest.config.js';

const { test: _test, ...shared } = root;

/** The slower suites: whole calls over the network, faults, cuts, properties and recordings. */
export default mergeConfig(
  shared,
  defineConfig({ test: { include: ['test/system/**/*.test.ts'], testTimeout: 60_000, maxWorkers: '100%' } }),
);
