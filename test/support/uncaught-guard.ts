import { afterAll, beforeAll, expect, test } from 'vitest';

/** Uncaught errors of this process since the tests of a file began. */
const uncaught: unknown[] = [];
const note = (error: unknown) => void uncaught.push(error);

/** A garbage collector tells of a rejection late; timers let it and all that waits for it have their turn. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

/**
 * Makes a file fail for every promise that is rejected with nobody to hear, and every error that nobody catches. Shows
 * first that it would hear of them.
 */
export function guardAgainstTheUncaught(): void {
  let others: ((reason: unknown) => void)[] = [];
  beforeAll(async () => {
    // The test runner's own listeners would fail the run for what is tried here.
    others = process.listeners('unhandledRejection') as typeof others;
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', note);
    process.on('uncaughtExceptionMonitor', note);
    void Promise.reject(new Error('heard'));
    await turn();
    const heard = uncaught.splice(0);
    for (const listener of others) process.on('unhandledRejection', listener);
    expect(heard).toMatchObject([{ message: 'heard' }]);
  });

  test('no rejection of these tests was left unhandled', async () => {
    await turn();
    expect(uncaught).toEqual([]);
  });

  afterAll(() => {
    process.off('unhandledRejection', note);
    process.off('uncaughtExceptionMonitor', note);
  });
}
