import { generateText, tool } from 'ai';
import { z } from 'zod';
import { qwen } from './service.js';

const { text, steps } = await generateText({
  model: qwen.dashscope('qwen-plus'),
  prompt: 'How is the weather in Hangzhou?',
  maxSteps: 3,
  tools: {
    get_current_time: tool({
      description: 'Useful when you want to know the current time.',
      parameters: z.object({}),
      execute: async () => '14:30',
    }),
    get_current_weather: tool({
      description: 'Useful when you want to query the weather for a specified city.',
      parameters: z.object({
        location: z.string().describe('The city or county, for example, Beijing or Yuhang District.'),
      }),
      execute: async ({ location }) => `It is cloudy in ${location}, and 21 degrees.`,
    }),
  },
});

for (const { toolName, args, result } of steps.flatMap(({ toolResults }) => toolResults)) {
  console.log(toolName, args, '→', result);
}
console.log(text);
