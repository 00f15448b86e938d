import { generateText, tool } from 'ai';
import { z } from 'zod';
import { qwen } from './service.js';

const parameters = z.object({ city: z.string() });

const { text, steps } = await generateText({
  model: qwen('qwen-plus'),
  prompt: 'What is the weather in Hangzhou, and what time is it there?',
  maxSteps: 5,
  tools: {
    weather: tool({
      description: 'The weather in a city',
      parameters,
      execute: async ({ city }) => ({ city, sky: 'cloudy', celsius: 21 }),
    }),
    time: tool({
      description: 'The local time in a city',
      parameters,
      execute: async ({ city }) => `14:30 in ${city}`,
    }),
  },
});

for (const [index, { toolResults, finishReason }] of steps.entries()) {
  console.log(`Step ${index + 1} (${finishReason})`);
  for (const { toolName, args, result } of toolResults) console.log(' ', toolName, args, '→', result);
}
console.log(text);
