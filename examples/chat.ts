import { generateText } from 'ai';
import { qwen } from './service.js';

const { text, usage } = await generateText({
  model: qwen('qwen-plus'),
  system: 'You answer in one sentence.',
  prompt: 'Why is the sky blue?',
});

console.log(text);
console.log(`${usage.promptTokens} tokens read, ${usage.completionTokens} written`);
