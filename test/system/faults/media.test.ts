import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runWithFaults } from '../../support/media-fault-runs.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

// Issue 13: vercel/ai's own provider paid twice for a video whose poll failed.
test('500 calls with faults at every step: none is created twice, and each one settles', async () => {
  const outcomes = await runWithFaults(13, 500);
  // Each outcome is met many times, or the faults prove nothing.
  expect(Math.min(...Object.values(outcomes)), JSON.stringify(outcomes)).toBeGreaterThan(20);
});
