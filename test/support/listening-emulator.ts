import type { Emulator, EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { createQwen, type QwenProvider } from 'ai-sdk-qwen';
import { afterEach } from 'vitest';
import { strictEmulator } from './strict-emulator.js';

const running: Emulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** An emulator that listens, until the test has ended. */
export async function emulate(options?: EmulatorOptions): Promise<{ emulator: Emulator; url: string }> {
  const emulator = strictEmulator(options);
  running.push(emulator);
  return { emulator, url: (await emulator.listen()).url };
}

/** A provider that talks to an emulator over real HTTP. Both end with the test. */
export async function serve(options?: EmulatorOptions): Promise<{ qwen: QwenProvider; emulator: Emulator }> {
  const { emulator, url } = await emulate(options);
  return { qwen: createQwen({ apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1` }), emulator };
}

/** Everything that a stream brings. */
export async function collect<Item>(stream: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

/** A PNG of one colour, of any size: the emulator answers with the size that it finds in it. */
export function png(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 2, 0, 0, 0], 24);
  return bytes;
}

/** Width and height of a PNG. */
export function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x89_50_4e_47) throw new Error('These bytes are no PNG.');
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
