import { createEmulator, type Emulator, type EmulatorOptions } from 'ai-sdk-qwen/emulator';

/** An emulator that refuses parameters which it does not know: a misspelt one of ours must fail a test. */
export function strictEmulator(options: EmulatorOptions = {}): Emulator {
  return createEmulator({ unknownParameters: 'refuse', ...options });
}
