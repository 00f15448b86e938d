import { streamObject } from 'ai';
import { z } from 'zod';
import { qwen } from './service.js';

const { partialObjectStream } = streamObject({
  model: qwen('qwen-plus'),
  schema: z.object({
    title: z.string(),
    minutes: z.number().int().positive(),
    ingredients: z.array(z.object({ name: z.string(), grams: z.number().positive() })).min(2),
  }),
  prompt: 'A recipe for "Dan Dan Noodles" that takes 20 minutes.',
  onError: ({ error }) => console.error(error),
  onFinish: ({ object, error }) => console.log(object ?? error),
});

for await (const partial of partialObjectStream) console.log(JSON.stringify(partial));
