import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { fileJournal } from '../src/batch/index.js';
import { hasKey } from './service.js';
import { qwen } from './service-ai7.js';

// With a folder it goes on after a crash: JOB_FOLDER=. npx tsx examples/classify-reviews.ts
const folder = process.env.JOB_FOLDER ?? (await mkdtemp(join(tmpdir(), 'reviews-')));
const results = join(folder, 'reviews-results.jsonl');

const things = ['lamp', 'kettle', 'chair', 'clock', 'radio'];
const words = ['broke after a day', 'is better than I hoped', 'does what it should', 'came in the wrong colour'];

/** Reviews, as a database would return them: one at a time. */
function* reviews() {
  for (let id = 0; id < 10_000; id += 1) {
    const text = `The ${things[id % things.length]} ${words[id % words.length]}.`;
    yield { id: `review-${id}`, system: 'Judge the review.', prompt: text, maxOutputTokens: 50 };
  }
}

const job = qwen.batch('reviews', {
  model: 'qwen-plus',
  prompts: reviews,
  schema: z.object({ mood: z.enum(['good', 'bad', 'mixed']), wantsMoneyBack: z.boolean() }),
  journal: fileJournal(join(folder, 'reviews-job.jsonl')),
  // The emulator is done at once.
  pollInterval: hasKey ? 60_000 : 100,
});

const { lines, files, inputTokens } = await job.estimate();
console.log(`${lines} reviews in ${files} file, about ${inputTokens} tokens. The ${things[0]} ${words[0]}. And so on.`);

const file = await open(results, 'a');
for await (const result of job) {
  if (result.status !== 'succeeded') throw result.error;
  // A result that a crash cut off comes again, so a real application would store it under its id.
  await file.write(`${JSON.stringify({ id: result.id, ...result.object })}\n`);
}

await file.close();

const moods = new Map<string, number>();
for (const line of (await readFile(results, 'utf8')).trim().split('\n')) {
  const { mood } = JSON.parse(line) as { mood: string };
  moods.set(mood, (moods.get(mood) ?? 0) + 1);
}
console.log([...moods].map(([mood, count]) => `${count} ${mood}`).join(', '));
if (process.env.JOB_FOLDER === undefined) await rm(folder, { recursive: true });
