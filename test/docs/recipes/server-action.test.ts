import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import type { Answer } from '../../../examples/recipes/server-action-client.js';
import { serveRecipes } from '../../support/recipe-emulator.js';

// Next.js gives an action the server's half of ai/rsc and a page the client's; here nothing tells them apart.
vi.mock('ai/rsc', async (original) => {
  const folder = dirname(createRequire(import.meta.url).resolve('ai/package.json'));
  const server = (await import(pathToFileURL(join(folder, 'rsc/dist/rsc-server.mjs')).href)) as object;
  return { ...(await original<object>()), ...server };
});

const service = serveRecipes();

async function shown(question: unknown = 'Why is the sky blue?'): Promise<Answer[]> {
  const { ask } = await import('../../../examples/recipes/server-action.js');
  const { showAnswer } = await import('../../../examples/recipes/server-action-client.js');
  const answers: Answer[] = [];
  await showAnswer(await ask(question as string), (answer) => answers.push(answer));
  return answers;
}

test('a server action shows the thinking, then an answer that grows', async () => {
  service.emulator.answerNext({ reasoning: 'Light.', deltas: ['Light ', 'scatters.'] });
  const answers = await shown();
  expect(answers.at(0)).toMatchObject({ text: '', error: '' });
  expect(answers.map(({ text }) => text)).toEqual(expect.arrayContaining(['', 'Light ', 'Light scatters.']));
  expect(answers.at(-1)).toEqual({ thinking: 'Light.', text: 'Light scatters.', error: '' });
});

test('a server action shows an error that comes after a part of the answer, and ends', async () => {
  service.emulator.answerNext({
    deltas: ['Light ', 'scatters.'],
    failAfter: { deltas: 1, failure: 'output-inspection' },
  });
  expect((await shown()).at(-1)).toMatchObject({
    text: 'Light ',
    error: 'The content filter refused the question or its answer.',
  });
});

// Next.js documents that actions are endpoints which anyone can call (data security guide).
test.each([
  ['null', null, 'The question must be a text.'],
  ['an array', ['Why?'], 'The question must be a text.'],
  ['an object', { length: 4 }, 'The question must be a text.'],
  ['a long text', 'x'.repeat(10_001), 'The question is too long.'],
])('a server action refuses %s without asking the service', async (_what, question, error) => {
  expect(await shown(question)).toEqual([{ thinking: '', text: '', error }]);
  expect(service.emulator.calls).toEqual([]);
});

test('a server action tells nothing of an error that is for the log', async () => {
  const message = 'http://10.0.0.7/internal refused sk-of-somebody-else';
  service.emulator.failNext({ status: 400, code: 'InternalThing', message });
  const { error } = (await shown()).at(-1)!;
  expect(error).toMatch(/^There is no answer at the moment\. \(request [\da-f-]{36}\)$/);
});
