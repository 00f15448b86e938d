import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speakWithFaults } from '../../support/speech-fault-runs.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

// Issue 14: speech costs money, and what was spoken is not spoken again.
test('500 texts with faults at every step: nothing is spoken twice, and each call settles', async () => {
  const outcomes = await speakWithFaults(14, 500);
  // Each outcome is met many times, or the faults prove nothing.
  expect(Math.min(...Object.values(outcomes)), JSON.stringify(outcomes)).toBeGreaterThan(20);
}, 300_000);
