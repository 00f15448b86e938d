import { streamText } from 'ai';
import { qwen } from './service.js';

const { textStream } = streamText({
  model: qwen('qwen-plus'),
  prompt: 'Tell a story of three sentences about a lighthouse.',
  onError: ({ error }) => console.error(error),
});

for await (const delta of textStream) process.stdout.write(delta);
console.log();
