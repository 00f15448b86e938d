import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { transcribeWithFaults } from '../../support/transcription-fault-runs.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

// Issue 14: a task costs money, and none is created twice.
test('1000 transcriptions with faults at every step: no second task, and each call settles', async () => {
  const outcomes = await transcribeWithFaults(14, 1000);
  // Each outcome is met many times, or the faults prove nothing.
  expect(Math.min(...Object.values(outcomes)), JSON.stringify(outcomes)).toBeGreaterThan(10);
}, 300_000);
