import { collectGarbage } from './collect-garbage.js';

/** Bytes of the heap once nothing is left that can be let go. */
export async function heap(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    collectGarbage();
  }
  return process.memoryUsage().heapUsed;
}
