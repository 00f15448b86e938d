import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';
import { bodies, button, conversation, patience, see, self, send } from '../chat/page.js';

/** Changes to what was said: again, with other words, from there on, in another conversation. */
export function testChanges(app: AppUnderTest): void {
  const texts = (page: Page) => conversation(page).locator('.mine > p, .markdown').allTextContents();

  async function askTwice(page: Page): Promise<void> {
    for (const question of ['One', 'Two']) {
      await send(page, question);
      await see(page, `${self} You said: ${question}`);
      await button(page, 'Send').waitFor();
    }
  }

  test('an answer is given again', async () => {
    const page = await app.open();
    await app.emulator.answerNext({ text: 'A first try.' }, { text: 'A second try.' });
    await send(page, 'Hello');
    await see(page, 'A first try.');
    await button(page, 'Answer again').click();
    await see(page, 'A second try.');
    await page.reload();
    await see(page, 'A second try.');
    expect(await texts(page)).toEqual(['Hello', 'A second try.']);
    expect((await bodies(app)).map(({ messages }) => messages)).toMatchObject([[{ role: 'user' }], [{ role: 'user' }]]);
  });

  test('a question is asked in other words, and what followed it is dropped', async () => {
    const page = await app.open();
    await askTwice(page);
    await conversation(page).getByText('One', { exact: true }).hover();
    await button(page, 'Edit question').first().click();
    const field = page.getByRole('textbox', { name: 'Question' });
    await field.press('Escape');
    // The keyboard goes on from the message.
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Copy question');
    await button(page, 'Edit question').first().click();
    await field.fill('Three');
    await button(page, 'Ask again').click();
    await see(page, `${self} You said: Three`);
    await button(page, 'Send').waitFor();
    await page.reload();
    await see(page, `${self} You said: Three`);
    expect(await texts(page)).toEqual(['Three', `${self} You said: Three`]);
  });

  test('a conversation is cut, and goes on from an answer in a new one', async () => {
    const page = await app.open();
    await askTwice(page);
    const first = page.url();
    await button(page, 'Go on in a new conversation').first().click();
    await expect.poll(() => page.url(), patience).not.toBe(first);
    await see(page, `${self} You said: One`);
    expect(await texts(page)).toEqual(['One', `${self} You said: One`]);

    await page.goto(first);
    expect(await texts(page)).toHaveLength(4);
    await conversation(page).getByText('Two', { exact: true }).hover();
    await button(page, 'Delete from here on').last().click();
    await expect.poll(() => texts(page), patience).toHaveLength(2);
    await page.waitForLoadState('networkidle');
    await page.reload();
    expect(await texts(page)).toEqual(['One', `${self} You said: One`]);
  });

  test('a cut that does not reach the server takes nothing away, and says so', async () => {
    const page = await app.open();
    await askTwice(page);
    await page.context().setOffline(true);
    const alert = page.getByRole('alert').filter({ hasText: 'The server cannot be reached.' });
    await button(page, 'Go on in a new conversation').first().click();
    await alert.waitFor();
    await conversation(page).getByText('Two', { exact: true }).hover();
    await button(page, 'Delete from here on').last().click();
    await expect.poll(() => texts(page), patience).toHaveLength(4);
    await alert.waitFor();
    await page.context().setOffline(false);
    await conversation(page).getByText('Two', { exact: true }).hover();
    await button(page, 'Delete from here on').last().click();
    await expect.poll(() => texts(page), patience).toHaveLength(2);
    expect(await alert.count()).toBe(0);
  });

  test('questions, answers and code are copied', async () => {
    const page = await app.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await app.emulator.answerNext({ text: 'Run **this**:\n\n```js\nlet a = 1;\n```' });
    await send(page, 'Hello');
    await see(page, 'Run this:');
    await button(page, 'Copy answer').click();
    await expect.poll(copied, patience).toBe('Run **this**:\n\n```js\nlet a = 1;\n```');
    await button(page, 'Copy code').click();
    await expect.poll(copied, patience).toBe('let a = 1;\n');
    await conversation(page).getByText('Hello', { exact: true }).hover();
    await button(page, 'Copy question').click();
    await expect.poll(copied, patience).toBe('Hello');
    // A page without HTTPS has no clipboard.
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await button(page, 'Copy answer').click();
    await page.getByText('The browser does not allow it').first().waitFor();
  });
}
