import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';
import { bodies, button, conversation, patience, see, self, send, slow } from '../chat/page.js';
import { attachFlag } from './files.js';

export function testFailures(app: AppUnderTest): void {
  const failures = [
    {
      what: 'too many requests',
      // The first attempt is made again once.
      prepare: () => app.emulator.failNext('rate-limit', { times: 2 }),
      words: /too many questions at the moment/,
    },
    {
      what: 'an inspected question',
      prepare: () => app.emulator.failNext('input-inspection'),
      words: /The content filter refused/,
    },
    {
      what: 'a stream that is cut',
      prepare: () => app.emulator.answerNext({ ...slow, deltaDelay: 100, failAfter: { deltas: 2, form: 'cut' } }),
      words: /There is no answer at the moment/,
    },
  ];
  test.each(failures)('the chat reports $what in words, and the next try is answered', async ({ prepare, words }) => {
    await prepare();
    const page = await app.open();
    await send(page, 'Are you there?');
    const alert = page.getByRole('alert').filter({ hasText: 'Try again' });
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(words);
    await button(page, 'Try again').click();
    await see(page, `${self} You said: Are you there?`);
    expect(await alert.count()).toBe(0);
    await page.reload();
    expect(await conversation(page).getByRole('listitem').count()).toBe(2);
  });

  // A question that a model will not take must not lock the conversation.
  test('a question that failed waits after a reload, is edited, and is asked another model', async () => {
    await app.emulator.failNext('input-inspection');
    const page = await app.open();
    await attachFlag(page);
    await page.getByRole('list', { name: 'Attachments' }).waitFor();
    await send(page, 'Something bad');
    await page.getByText('The content filter refused').waitFor();
    await page.reload();
    await page.getByText('This question has no answer yet.').waitFor();
    await button(page, 'Other model').click();
    await page.getByRole('radio', { name: /qwen3-vl-plus/ }).click();
    await page.getByRole('alert').getByRole('button', { name: 'Edit question' }).click();
    await button(page, 'Remove flag.png').click();
    await page.getByRole('textbox', { name: 'Question' }).fill('Something good');
    await button(page, 'Ask again').click();
    await see(page, `${self} You said: Something good`);
    expect((await bodies(app)).at(-1)).toMatchObject({ model: 'qwen3-vl-plus' });
  });

  test('a picture that is too large for the model is made smaller', async () => {
    await app.emulator.failNext('image-size');
    const page = await app.open();
    await attachFlag(page, 400, 200);
    await page.getByRole('list', { name: 'Attachments' }).waitFor();
    await send(page, 'Which flag is this?');
    await page.getByText('The model does not take this picture: it may be too large.').waitFor();
    await button(page, 'Smaller picture').click();
    await see(page, /Item 1 is an image: JPEG, 200×100 pixels/);
    expect(await conversation(page).getByRole('listitem').count()).toBe(2);
    // A question without pictures has no such way.
    await app.emulator.failNext('payload-too-large');
    await send(page, 'And this?');
    await page.getByText('The model does not take this question: it may be too long.').waitFor();
    expect(await button(page, 'Smaller picture').count()).toBe(0);
  });

  test('the page says how long to wait after too many requests, and a later try is answered', async () => {
    const page = await app.open();
    await page.evaluate(() =>
      Promise.all(Array.from({ length: 40 }, () => fetch('/api/chat', { method: 'POST', body: 'nothing' }))),
    );
    await send(page, 'Hello');
    await page.getByText(/too many requests at the moment\. Please try again in \d+ s\./).waitFor();
    const retry = button(page, 'Try again');
    const answer = conversation(page).getByText(`${self} You said: Hello`);
    await expect
      .poll(async () => {
        if (await retry.isVisible()) await retry.click();
        return answer.count();
      }, patience)
      .toBe(1);
  });

  test('a question that failed is removed, and the next one is answered', async () => {
    await app.emulator.failNext('input-inspection');
    const page = await app.open();
    await send(page, 'Something bad');
    await button(page, 'Remove question').click();
    expect(await conversation(page).getByRole('listitem').count()).toBe(0);
    await send(page, 'Hello');
    await see(page, `${self} You said: Hello`);
    expect((await bodies(app)).at(-1)).toMatchObject({ messages: [{ role: 'user', content: 'Hello' }] });
  });

  test('a question that never reached the server is asked again', async () => {
    const page = await app.open();
    await page.context().setOffline(true);
    await send(page, 'Are you there?');
    await page.getByText('The server cannot be reached.').waitFor();
    await page.context().setOffline(false);
    await button(page, 'Try again').click();
    await see(page, `${self} You said: Are you there?`);
  });
}
