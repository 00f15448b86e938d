// In the memory of this process, kept when a development server loads the module again.
const kept = globalThis as typeof globalThis & { running?: Map<string, AbortController> };
const running = (kept.running ??= new Map());

/** Registers an action under the id that the browser gave it, so that it can be stopped. */
export function start(id: string): { signal: AbortSignal; end: () => void } {
  const abort = new AbortController();
  running.set(id, abort);
  return { signal: abort.signal, end: () => running.delete(id) };
}

export function stop(id: string): void {
  running.get(id)?.abort();
}
