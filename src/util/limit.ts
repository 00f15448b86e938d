/** Runs at most so many tasks at once; the others wait their turn. */
export function createLimit(most: number): <Value>(task: () => Promise<Value>) => Promise<Value> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      // A task that waits takes over the place; without one the place is free.
      if (next) next();
      else running -= 1;
    }
  };
}
