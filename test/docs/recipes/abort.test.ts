import { describe, expect, test, vi } from 'vitest';
import { recipe7, serveRecipes } from '../../support/recipe-emulator.js';

const service = serveRecipes();

describe.each([
  ['AI SDK 4', () => import('../../../examples/recipes/abort.js')],
  ['AI SDK 7', () => recipe7('abort-ai7')],
])('an answer of %s', (_sdk, recipe) => {
  test('the abort recipe gives a whole answer that nobody stops', async () => {
    const { answer } = await recipe();
    service.emulator.answerNext({ text: 'All of it.' });
    expect(await answer('What?', new AbortController().signal)).toEqual({ text: 'All of it.' });
  });

  test('the abort recipe keeps what came before the reader stopped the answer, and ends the request', async () => {
    const { answer } = await recipe();
    service.emulator.answerNext({ deltas: ['One', ' two', ' three'], deltaDelay: 5_000 });
    const button = new AbortController();
    const answering = answer('What?', button.signal);
    await vi.waitFor(() => expect(service.emulator.calls).toMatchObject([{ status: 200 }]));
    button.abort();
    const { text, stopped } = await answering;
    expect(stopped).toBe('by the reader');
    expect(['', 'One', 'One two']).toContain(text);
    await vi.waitFor(() => expect(service.emulator.calls).toMatchObject([{ aborted: true }]));
  });

  test('the abort recipe stops an answer that takes too long', async () => {
    const { answer } = await recipe();
    service.emulator.answerNext({ deltas: ['One', ' two'], deltaDelay: 30_000 });
    expect(await answer('What?', new AbortController().signal, 1500)).toEqual({ text: 'One', stopped: 'by the clock' });
    await vi.waitFor(() => expect(service.emulator.calls).toMatchObject([{ aborted: true }]));
  });

  test('the abort recipe throws for an answer that fails, instead of a short answer', async () => {
    const { answer } = await recipe();
    service.emulator.failNext('arrears');
    await expect(answer('What?', new AbortController().signal)).rejects.toThrow('The account has an unpaid bill');
  });
});
