import { streamText } from 'ai';
import { qwen } from './service.js';

const { fullStream } = streamText({
  model: qwen('qwen-plus'),
  prompt: 'A bat and a ball cost 1.10 together. The bat costs 1 more than the ball. What does the ball cost?',
  providerOptions: { qwen: { enableThinking: true, thinkingBudget: 1000 } },
});

let kind = '';
for await (const part of fullStream) {
  if (part.type === 'error') throw part.error;
  if (part.type !== 'reasoning' && part.type !== 'text-delta') continue;
  if (part.type !== kind) process.stdout.write(part.type === 'reasoning' ? 'Thinking: ' : '\nAnswer: ');
  kind = part.type;
  process.stdout.write(part.textDelta);
}
console.log();
