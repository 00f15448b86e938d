import { createQwen as create, type QwenProvider } from '../src/index.js';
import { createEmulator } from '../src/emulator/index.js';

export type { QwenErrorData, QwenMetadata } from '../src/index.js';

const keys = ['DASHSCOPE_API_KEY', 'ALICLOUD_API_KEY', 'ALIBABA_API_KEY'];

/** True if the examples talk to Model Studio; without a key they talk to the emulator. */
export const hasKey = keys.some((name) => (process.env[name] ?? '').trim() !== '');

const emulator = createEmulator({ deltaDelay: 5, taskDelay: { polls: 2, pending: 1 } });

/** Settings that make a provider talk to the emulator while there is no key. */
export const connection = hasKey ? {} : { apiKey: 'sk-emulator', fetch: emulator.fetch };

/** Stands for `import { createQwen } from 'ai-sdk-qwen'` of an application. */
export function createQwen(settings: Parameters<typeof create>[0]): QwenProvider {
  return create({ ...connection, ...settings });
}

/** Stands for `import { qwen } from 'ai-sdk-qwen'` of an application. */
export const qwen = create(connection);
