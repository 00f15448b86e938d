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

async function shown(): Promise<Answer[]> {
  const { ask } = await import('../../../examples/recipes/server-action.js');
  const { showAnswer } = await import('../../../examples/recipes/server-action-client.js');
  const answers: Answer[] = [];
  await showAnswer(await ask('Why is the sky blue?'), (answer) => answers.push(answer));
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
