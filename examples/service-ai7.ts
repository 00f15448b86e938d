import { createQwen } from '../src/ai7.js';
import { connection } from './service.js';

export type { QwenTranscriptionMetadata, QwenImageMetadata, QwenSpeechMetadata } from '../src/ai7.js';

/** Stands for `import { qwen } from 'ai-sdk-qwen/ai7'` of an application. */
export const qwen = createQwen(connection);
