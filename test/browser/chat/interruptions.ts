import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';
import { attach, bodies, button, conversation, patience, see, self, send, slow } from './page.js';

export function testStopping(app: AppUnderTest): void {
  const aborted = async () => (await app.emulator.calls()).map((call) => call.aborted);

  test('a stop ends the request to the service, and the next question is answered', async () => {
    await app.emulator.answerNext(slow);
    const page = await app.open();
    await send(page, 'Why is the sky blue?');
    await see(page, 'The sky');
    await button(page, 'Stop').click();
    await button(page, 'Send').waitFor();
    await expect.poll(aborted, patience).toEqual([true]);
    expect(await conversation(page).textContent()).not.toContain('the most.');
    await send(page, 'And the sea?');
    await see(page, `${self} You said: And the sea?`);
  });

  test('a call of a tool that was stopped does not spoil the next question', async () => {
    await app.emulator.answerNext({
      toolCalls: [{ name: 'clock', arguments: { city: 'Tokyo' } }],
      deltaDelay: 1500,
    });
    const page = await app.open();
    await page.getByRole('checkbox', { name: 'Use tools' }).check();
    await send(page, 'What time is it in Tokyo?');
    const call = page.getByRole('region', { name: 'Tool clock' });
    await call.getByText('running').waitFor();
    await button(page, 'Stop').click();
    await call.getByText('stopped').waitFor();
    await expect.poll(aborted, patience).toEqual([true]);
    await page.getByRole('checkbox', { name: 'Use tools' }).uncheck();
    await send(page, 'Never mind');
    await see(page, `${self} You said: Never mind`);
  });

  test('closing the page ends the request to the service', async () => {
    await app.emulator.answerNext(slow);
    const page = await app.open();
    await send(page, 'Why is the sky blue?');
    await see(page, 'The sky');
    await page.close();
    await expect.poll(aborted, patience).toEqual([true]);
  });
}

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

  test.each(failures)(
    'the chat reports $what in words, and the next try is answered',
    async ({ what, prepare, words }) => {
      await prepare();
      const page = await app.open();
      await send(page, 'Are you there?');
      const alert = page.getByRole('alert').filter({ hasText: 'Try again' });
      await alert.waitFor();
      expect(await alert.textContent()).toMatch(words);
      await app.screenshot(page, `failure-${what.replaceAll(' ', '-')}`);
      await button(page, 'Try again').click();
      await see(page, `${self} You said: Are you there?`);
      expect(await alert.count()).toBe(0);
    },
  );

  test('a question after a failure is answered as well', async () => {
    await app.emulator.answerNext({ ...slow, deltaDelay: 100, failAfter: { deltas: 2, form: 'cut' } });
    const page = await app.open();
    await send(page, 'Are you there?');
    await page.getByRole('alert').filter({ hasText: 'Try again' }).waitFor();
    await send(page, 'Hello?');
    await see(page, `${self} You said: Hello?`);
  });

  // A photo that the model refuses must not lock the conversation.
  test('a question that failed is removed, and the next one goes without it', async () => {
    const page = await app.open();
    await send(page, 'Hello');
    await see(page, `${self} You said: Hello`);
    await button(page, 'Send').waitFor();
    await app.emulator.failNext('image-size');
    await attach(page, 1800, 600);
    await send(page, 'Which flag is this?');
    await page.getByText('The model does not take this picture: it may be too large.').waitFor();
    await button(page, 'Remove question').click();
    await expect.poll(() => conversation(page).getByRole('listitem').count(), patience).toBe(2);
    expect(await page.getByRole('alert').filter({ hasText: 'Try again' }).count()).toBe(0);
    await send(page, 'And now?');
    await see(page, `${self} You said: And now?`);
    const [, refused, last] = (await bodies(app)).map((body) => JSON.stringify(body));
    // It was scaled down before it was sent.
    expect(refused).toContain('data:image/jpeg');
    expect(last).not.toContain('image_url');
  });

  test('a new chat knows nothing of a failure, and the keyboard stays where it was', async () => {
    await app.emulator.failNext('input-inspection');
    const page = await app.open();
    await send(page, 'Are you there?');
    const alert = page.getByRole('alert').filter({ hasText: 'Try again' });
    await alert.waitFor();
    await button(page, 'New chat').press('Enter');
    await button(page, 'What time is it in Tokyo?').waitFor();
    expect(await alert.count()).toBe(0);
    expect(await button(page, 'New chat').evaluate((element) => element === element.ownerDocument.activeElement)).toBe(
      true,
    );
  });
}
