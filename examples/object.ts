import { generateObject } from 'ai';
import { z } from 'zod';
import { qwen } from './service.js';

const { object } = await generateObject({
  model: qwen('qwen-plus'),
  schema: z.object({
    place: z.string(),
    guests: z.number().int().positive(),
    day: z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
  }),
  prompt: 'Read the booking: a table in Hangzhou for 4 people on Friday evening.',
});

console.log(object);
