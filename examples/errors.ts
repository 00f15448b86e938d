import { APICallError, generateText } from 'ai';
import { qwen, type QwenErrorData } from './service.js';

try {
  await generateText({ model: qwen('qwen-plsu'), prompt: 'Hello' });
} catch (error) {
  if (!APICallError.isInstance(error)) throw error;
  const { code, requestId } = error.data as QwenErrorData;
  console.log('message:  ', error.message);
  console.log('status:   ', error.statusCode);
  console.log('code:     ', code);
  console.log('request:  ', requestId);
  console.log('try again:', error.isRetryable);
}
