import { streamText } from 'ai';
import { qwen } from './service.js';

// One of the text service, one of the multimodal service: the provider knows which has it.
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
