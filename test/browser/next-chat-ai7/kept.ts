import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';
import { button, conversation, patience, see, self, send, slow } from '../chat/page.js';

const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' });

// https://ai-sdk.dev/docs/ai-sdk-ui/chatbot-resume-streams
export function testKept(app: AppUnderTest): void {
  const aborted = async () => (await app.emulator.calls()).map((call) => call.aborted);

  test('a conversation is listed, renamed, found again after a reload, and deleted', async () => {
    const page = await app.open();
    await send(page, 'First question');
    await see(page, `${self} You said: First question`);
    await list(page).getByRole('link', { name: 'First question' }).waitFor();
    await list(page).getByRole('listitem').hover();
    await button(page, 'Rename First question').click();
    await page.getByRole('textbox', { name: 'Title' }).fill('A better title');
    await page.keyboard.press('Enter');
    await list(page).getByRole('link', { name: 'A better title' }).waitFor();

    await page.reload();
    await see(page, `${self} You said: First question`);
    await send(page, 'Second');
    await see(page, `${self} You said: Second`);
    const { body } = (await app.emulator.calls()).at(-1)!;
    expect((body as { messages: object[] }).messages).toMatchObject([
      { role: 'user', content: 'First question' },
      { role: 'assistant', content: `${self} You said: First question` },
      { role: 'user', content: 'Second' },
    ]);

    await list(page).getByRole('link', { name: 'New conversation' }).click();
    await page.getByText('What shall we find out?').waitFor();
    await list(page).getByRole('listitem').hover();
    await button(page, 'Delete A better title').click();
    await button(page, 'Keep').click();
    await button(page, 'Delete A better title').click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => list(page).getByRole('listitem').count(), patience).toBe(0);
  });

  test('a list that cannot reach the server says so, and changes nothing', async () => {
    const page = await app.open();
    await send(page, 'First question');
    const link = list(page).getByRole('link', { name: 'First question' });
    await link.waitFor();
    await page.context().setOffline(true);
    await link.hover();
    await button(page, 'Rename First question').click();
    await page.getByRole('textbox', { name: 'Title' }).fill('A better title');
    await page.keyboard.press('Enter');
    const alert = list(page).getByRole('alert').filter({ hasText: 'The server cannot be reached.' });
    await alert.waitFor();
    // The keyboard goes on where the form was.
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.context().setOffline(false);
    await button(page, 'Delete First question').click();
    await page.keyboard.press('Escape');
    await button(page, 'Delete First question').click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => list(page).getByRole('listitem').count(), patience).toBe(0);
  });

  test('an answer goes on when the page is loaded again in the middle of it, and in another tab', async () => {
    // Two pages are loaded while it comes.
    await app.emulator.answerNext({ ...slow, deltaDelay: 3500 });
    const page = await app.open();
    await send(page, 'Why is the sky blue?');
    await see(page, /^The sky/);
    await page.reload();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await see(page, 'The sky scatters');
    expect(await conversation(page).textContent()).not.toContain('the most.');
    for (const tab of [page, other]) {
      await see(tab, 'The sky scatters blue light the most.');
      await button(tab, 'Send').waitFor();
      expect(await conversation(tab).getByRole('listitem').count()).toBe(2);
    }
    expect(await aborted()).toEqual([false]);
  });

  test('an answer is whole when the reader comes back after it', async () => {
    await app.emulator.answerNext(slow);
    const page = await app.open();
    await send(page, 'Why is the sky blue?');
    await see(page, /^The sky/);
    const url = page.url();
    const later = await page.context().newPage();
    await page.close();
    await expect.poll(async () => (await app.emulator.calls())[0]?.status, patience).toBe(200);
    await later.goto(app.url);
    await list(later).getByRole('link', { name: 'Why is the sky blue?' }).click();
    expect(later.url()).toBe(url);
    await see(later, 'The sky scatters blue light the most.');
  });

  test('an answer is caught up with after a broken connection', async () => {
    await app.emulator.answerNext(slow);
    const page = await app.open();
    await page.evaluate(breakFirstAnswer);
    await send(page, 'Why is the sky blue?');
    await see(page, /^The sky/);
    await page.getByText('The server cannot be reached.').waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await see(page, 'The sky scatters blue light the most.');
    await button(page, 'Send').waitFor();
    expect(await page.getByText('The server cannot be reached.').count()).toBe(0);
    expect(await conversation(page).getByRole('listitem').count()).toBe(2);
  });

  test('a tab that comes back to the front shows what another tab has asked', async () => {
    const page = await app.open();
    await send(page, 'One');
    await see(page, `${self} You said: One`);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await send(other, 'Two');
    await see(other, `${self} You said: Two`);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await see(page, `${self} You said: Two`);
  });

  test('a stop ends the request to the service, and what has come is kept', async () => {
    await app.emulator.answerNext(slow);
    const page = await app.open();
    await send(page, 'Why is the sky blue?');
    await see(page, /^The sky/);
    await button(page, 'Stop').click();
    await button(page, 'Send').waitFor();
    await expect.poll(aborted, patience).toEqual([true]);
    await page.reload();
    await see(page, /^The sky/);
    expect(await conversation(page).textContent()).not.toContain('the most.');
    await send(page, 'And the sea?');
    await see(page, `${self} You said: And the sea?`);
  });

  test('a long list ends with a button that shows the rest of it', async () => {
    const page = await app.open();
    await send(page, 'One of many');
    await see(page, `${self} You said: One of many`);
    await button(page, 'Send').waitFor();
    const id = page.url().split('/').at(-1)!;
    await page.evaluate(async (from) => {
      const { messages } = await (await fetch(`/api/conversations/${from}`)).json();
      const body = JSON.stringify({ from, last: messages[0].id });
      for (let copies = 0; copies < 202; copies += 1) await fetch('/api/conversations', { method: 'POST', body });
    }, id);
    await page.reload();
    const items = list(page).getByRole('listitem');
    expect(await items.count()).toBe(200);
    const older = button(page, 'Show older conversations');
    await older.click();
    await older.waitFor({ state: 'detached' });
    expect(await items.count()).toBe(203);
    // The keyboard goes on from the first of them.
    expect(
      await items
        .nth(200)
        .getByRole('link')
        .evaluate((link) => link === document.activeElement),
    ).toBe(true);
    await send(page, 'Another');
    await see(page, `${self} You said: Another`);
    await button(page, 'Send').waitFor();
    expect(await items.count()).toBe(203);
  });

  test('a conversation belongs to its browser', async () => {
    const page = await app.open();
    await send(page, 'My secret');
    await see(page, `${self} You said: My secret`);
    const stranger = await app.open();
    expect(await list(stranger).getByRole('listitem').count()).toBe(0);
    expect((await stranger.goto(page.url()))?.status()).toBe(404);
    await stranger.getByText('There is no such conversation.').waitFor();
    const id = page.url().split('/').at(-1);
    const statuses = await stranger.evaluate(
      async (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status)),
      [`/api/chat/${id}/stream`, `/api/speech?conversation=${id}&message=x`],
    );
    expect(statuses).toEqual([204, 404]);
    await stranger.evaluate((path) => fetch(path, { method: 'DELETE' }), `/api/conversations/${id}`);
    await page.reload();
    await see(page, `${self} You said: My secret`);
  });
}

/** Runs in the page: the connection of the next answer breaks after its first word. */
function breakFirstAnswer(): void {
  const real = window.fetch;
  window.fetch = async (...args) => {
    const response = await real(...args);
    if (args[0] !== '/api/chat') return response;
    window.fetch = real;
    const decoder = new TextDecoder();
    const cut = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        controller.enqueue(chunk);
        if (decoder.decode(chunk).includes('text-delta')) {
          setTimeout(() => controller.error(new TypeError('network error')), 500);
        }
      },
    });
    return new Response(response.body!.pipeThrough(cut), response);
  };
}
