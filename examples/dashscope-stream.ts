import { streamText } from 'ai';
import { qwen } from './service.js';

// Text and multimodal models have different addresses. The provider knows which model has which.
for (const id of ['qwen-plus', 'qwen3-vl-plus']) {
  const { textStream } = streamText({
    model: qwen.dashscope(id),
    prompt: 'Who are you?',
    onError: ({ error }) => console.error(error),
  });
  process.stdout.write(`${id}: `);
  for await (const delta of textStream) process.stdout.write(delta);
  console.log();
}
