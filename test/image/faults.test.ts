import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runWithFaults } from '../support/media-fault-runs.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

// Issue 13. test/system has many more of these runs.
test('40 calls with faults at every step: none is created twice, and each one settles', async () => {
  const { made, failed, aborted } = await runWithFaults(20_261_128, 40);
  expect(made + failed + aborted).toBe(40);
  expect(Math.min(made, failed, aborted)).toBeGreaterThan(2);
});
