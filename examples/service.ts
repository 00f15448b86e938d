import { createQwen, qwen as service } from '../src/index.js';
import { createEmulator } from '../src/emulator/index.js';

export type { QwenErrorData } from '../src/index.js';

const keys = ['DASHSCOPE_API_KEY', 'ALICLOUD_API_KEY', 'ALIBABA_API_KEY'];

/** Whether the examples talk to Model Studio; without a key they talk to the emulator. */
export const hasKey = keys.some((name) => (process.env[name] ?? '').trim() !== '');

/** What the examples use. In an application it is `import { qwen } from 'ai-sdk-qwen'`. */
export const qwen = hasKey
  ? service
  : createQwen({ apiKey: 'sk-emulator', fetch: createEmulator({ deltaDelay: 5 }).fetch });
