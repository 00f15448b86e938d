import { createQwen, type QwenBatchPrompt, type QwenBatchPromptOptions } from 'ai-sdk-qwen/ai7';
import { expect, test } from 'vitest';
import * as z from 'zod/v4';
import { collect } from '../support/batch-jobs.js';
import { strictEmulator } from '../support/strict-emulator.js';

// Prompts that differ only in their text are not encoded anew. Their lines must be those of prompts that are.

const providerOptions = { qwen: { enableThinking: false } };
const mood = z.object({ mood: z.string() });

const prompts: (string | QwenBatchPrompt)[] = [
  'Name a tree.',
  'Name a bird.',
  'Name a fish, and "quote" it as JSON \u{1F41F}.',
  { prompt: 'Name a flower.' },
  { id: 'herb', prompt: 'Name a herb.' },
  { system: 'Be brief.', prompt: 'Name a river.' },
  { system: 'Be brief.', prompt: 'Name a lake.', id: 'lake' },
  { system: 'Be polite.', prompt: 'Name a sea.' },
  { system: 'Be polite.', prompt: 'Name a bay.', temperature: 0.2 },
  { prompt: 'Name a hill.', temperature: 0.2, maxOutputTokens: 20 },
  { prompt: 'Name a peak.', temperature: 0.2, maxOutputTokens: 20 },
  { prompt: 'Name a cave.', temperature: 0.2, seed: undefined },
  { prompt: 'Name a cape.', temperature: 0.2 },
  // Model Studio documents no such penalty, so it has a warning.
  { prompt: 'Name a town.', frequencyPenalty: 1 },
  { prompt: 'Name a city.', frequencyPenalty: 1 },
  { prompt: 'Name a road.', providerOptions },
  'Name a path.',
  { prompt: 'Judge: fine.', schema: mood },
  { prompt: 'Judge as JSON: poor.', schema: mood },
  { messages: [{ role: 'user', content: 'Name a star.' }] },
  {
    prompt: [
      { role: 'user', content: 'Name a moon.' },
      { role: 'assistant', content: [{ type: 'text', text: 'Io.' }] },
      { role: 'user', content: 'Name another.' },
    ],
  },
  'Name a planet.',
];

/** The bodies of the lines of a job, and the warnings of their results, by their index. */
async function linesOf(options: Omit<QwenBatchPromptOptions<unknown>, 'pollInterval'>) {
  const lines: { body?: string; warnings?: readonly string[] }[] = [];
  const { fetch } = strictEmulator({
    region: 'beijing',
    answer: ({ customId, body }) => {
      lines[Number(customId!.split('.')[0])] = { body: JSON.stringify(body) };
      return undefined;
    },
  });
  const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch });
  const results = await collect(qwen.batch('lines', { ...options, pollInterval: 1 }));
  for (const { index, warnings } of results) lines[index]!.warnings = warnings;
  return lines;
}

test.each(['qwen-plus', 'qwen3-max', 'qwen3.5-plus', 'qwen3-vl-plus'])(
  'each line of a job of %s is that of a job with no other prompt',
  async (model) => {
    const together = await linesOf({ model, prompts });
    expect(together).toHaveLength(prompts.length);
    for (const [index, prompt] of prompts.entries()) {
      expect(together[index]).toEqual((await linesOf({ model, prompts: [prompt] }))[0]);
    }
  },
);

test('the lines of a job with a schema are those of jobs with no other prompt', async () => {
  const judged = ['Judge: fine.', 'Judge as JSON: poor.', 'Judge: bad.'];
  const together = await linesOf({ model: 'qwen-plus', prompts: judged, schema: mood });
  for (const [index, prompt] of judged.entries()) {
    expect(together[index]).toEqual((await linesOf({ model: 'qwen-plus', prompts: [prompt], schema: mood }))[0]);
  }
});

test('the tokens of each prompt are estimated', async () => {
  const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing' });
  const tokens = async (...texts: string[]) =>
    (await qwen.batch('lines', { model: 'qwen-plus', prompts: texts }).estimate()).inputTokens;
  const [short, long] = ['Name a tree.', 'Name a tree, '.repeat(1_000)];
  expect(await tokens(short, long)).toBe((await tokens(short)) + (await tokens(long)));
});

test('an option that changes within the same object from one prompt to the next changes the line', async () => {
  const changing = { qwen: { enableThinking: true } };
  function* changed() {
    yield { prompt: 'Think.', providerOptions: changing };
    changing.qwen.enableThinking = false;
    yield { prompt: 'Do not think.', providerOptions: changing };
  }
  const lines = await linesOf({ model: 'qwen-plus', prompts: changed() });
  expect(lines.map(({ body }) => (JSON.parse(body!) as { enable_thinking: boolean }).enable_thinking)).toEqual([
    true,
    false,
  ]);
});

test('a prompt with an unknown setting is refused after prompts without it', async () => {
  const { fetch } = strictEmulator({ region: 'beijing' });
  const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch });
  const wrong = { prompt: 'Name a tree.', temprature: 1 } as QwenBatchPrompt;
  const results = await collect(
    qwen.batch('lines', {
      model: 'qwen-plus',
      pollInterval: 1,
      prompts: ['Name a bird.', { prompt: 'Name a fish.' }, wrong],
    }),
  );
  expect(results.map(({ index, status }) => `${index} ${status}`).sort()).toEqual([
    '0 succeeded',
    '1 succeeded',
    '2 refused',
  ]);
});
