import { createQwen } from '../src/ai7.js';
import { connection } from './service.js';

/** What the examples of AI SDK 7 use. In an application it is `import { qwen } from 'ai-sdk-qwen/ai7'`. */
export const qwen = createQwen(connection);
