import { expect, test } from 'vitest';
import { runWithFaults } from '../../support/stored-fault-runs.js';
import { guardAgainstTheUncaught } from '../../support/uncaught-guard.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

guardAgainstTheUncaught();

// Issue 15: a failed answer of the Responses protocol read as success elsewhere.
test('400 calls of four majors with faults at every step: each one settles, and none shows the key', async () => {
  const outcomes = await runWithFaults(15, 400);
  // Each outcome is met many times, or the faults prove nothing.
  expect(Math.min(...Object.values(outcomes)), JSON.stringify(outcomes)).toBeGreaterThan(20);
}, 300_000);
