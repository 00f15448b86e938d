import { format } from 'node:util';
import { vi } from 'vitest';

/** The output of a script, of both streams. `pieces` collects the writes one by one. */
export async function captureOutput(run: () => Promise<unknown>, pieces: string[] = []): Promise<string> {
  const print = (...values: unknown[]) => void pieces.push(`${format(...values)}\n`);
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(print),
    vi.spyOn(console, 'error').mockImplementation(print),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => pieces.push(String(text)) > 0),
  ];
  try {
    await run();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return pieces.join('');
}
