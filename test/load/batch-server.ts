import { createEmulator } from '../../src/emulator/index.js';
import { needsSecondTry } from './batch-job.js';

/**
 * The emulator as a process, with batches that take a moment. Its first line is its URL. A message asks for
 * the counts, which begin anew after it. It ends with the process that started it.
 */
const emulator = createEmulator({
  region: 'beijing',
  batch: { delay: { milliseconds: 50 }, dimensions: Number(process.env.DIMENSIONS ?? 8) },
  answer: ({ customId }) =>
    needsSecondTry(customId) ? { failure: { status: 500, code: 'InternalError', message: 'Try again.' } } : undefined,
});
console.log((await emulator.listen()).url);
process.on('message', () => {
  const counts = { ...emulator.batches };
  emulator.reset();
  process.send?.(counts);
});
process.on('disconnect', () => process.exit());
