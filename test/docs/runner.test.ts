import { expect, test } from 'vitest';
import { startEmulator } from '../../examples/runner/emulator.js';

test('an emulator that has died is stopped without an error, and obeys no order', async () => {
  const emulator = await startEmulator();
  await emulator.answerNext({ text: 'Light scatters.' });
  process.kill(emulator.pid, 'SIGKILL');
  await expect.poll(() => emulator.reset().then(String, String)).toMatch(/The emulator (has )?ended/);
  expect(() => emulator.stop()).not.toThrow();
  expect(() => emulator.stop()).not.toThrow();
});
