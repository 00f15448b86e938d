import { generateText } from 'ai';
import { qwen } from './service.js';

const { text, usage, providerMetadata } = await generateText({
  model: qwen.dashscope('qwen-plus'),
  system: 'You are a helpful assistant.',
  prompt: 'Who are you?',
});

console.log(text);
console.log(`${usage.totalTokens} tokens, request ${providerMetadata?.qwen?.requestId}`);
