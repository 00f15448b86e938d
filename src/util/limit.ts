/** Runs at max `max` tasks at once; the others wait for their turn. */
export function createLimit(max: number): <Value>(task: () => Promise<Value>) => Promise<Value> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= max) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      // A waiting task takes over the place of the finished one.
      if (next) next();
      else running -= 1;
    }
  };
}
