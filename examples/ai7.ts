import { isStepCount, rerank, streamText, tool } from 'ai7';
import { z } from 'zod/v4';
import { qwen } from './service-ai7.js';

const { stream } = streamText({
  model: qwen('qwen-plus'),
  prompt: 'What is the weather in Hangzhou?',
  // "none" to "xhigh", for every model that can think.
  reasoning: 'low',
  stopWhen: isStepCount(3),
  tools: {
    weather: tool({
      description: 'The weather in a city',
      inputSchema: z.object({ city: z.string() }),
      execute: async ({ city }) => `It is cloudy in ${city}, and 21 degrees.`,
    }),
  },
});

for await (const part of stream) {
  if (part.type === 'error') throw part.error;
  if (part.type === 'tool-result') console.log(part.toolName, part.input, '→', part.output);
  if (part.type === 'text-delta') process.stdout.write(part.text);
}
console.log();

const { ranking } = await rerank({
  model: qwen.reranking('qwen3-rerank'),
  query: 'How long does the ferry take?',
  documents: ['Ferries run every day of the week.', 'The museum is closed.', 'The ferry takes twenty minutes.'],
  topN: 2,
});
for (const { score, document } of ranking) console.log(score.toFixed(3), document);
