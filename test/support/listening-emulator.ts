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

/** Width and height of a PNG. */
export function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x89_50_4e_47) throw new Error('These bytes are no PNG.');
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
