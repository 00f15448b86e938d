import { createEmulator } from '../../src/emulator/index.js';
import { scriptOf } from './answers.js';

/** The emulator as a process of its own: its first line is its URL. It ends with the one that started it. */
const emulator = createEmulator({ answer: ({ text }) => scriptOf(Number(/\d+/.exec(text)?.[0])) });
console.log((await emulator.listen()).url);
process.on('disconnect', () => process.exit());
