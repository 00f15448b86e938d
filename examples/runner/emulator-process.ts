import { createEmulator, type Emulator } from '../../src/emulator/index.js';
import { cannedAnswer } from './canned-answers.js';

/** A request of the process that started this one. The answer comes back with the same number. */
export type Order = { number: number } & (
  | { name: 'answerNext'; arguments: Parameters<Emulator['answerNext']> }
  | { name: 'failNext'; arguments: Parameters<Emulator['failNext']> }
  | { name: 'reset' | 'calls'; arguments: [] }
);

// Slow enough to see an answer grow.
const emulator = createEmulator({ firstTokenDelay: 200, deltaDelay: 40, answer: cannedAnswer });

function obey(order: Order): unknown {
  switch (order.name) {
    case 'answerNext':
      return emulator.answerNext(...order.arguments);
    case 'failNext':
      return emulator.failNext(...order.arguments);
    case 'reset':
      return emulator.reset();
    case 'calls':
      return emulator.calls;
  }
}

process.on('message', (order: Order) => {
  try {
    process.send?.({ number: order.number, result: obey(order) });
  } catch (error) {
    process.send?.({ number: order.number, error: String(error) });
  }
});
// The process that started this has ended.
process.on('disconnect', () => process.exit());

const { url } = await emulator.listen();
process.send?.({ url });
