import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';
import { findViolations } from '../axe.js';
import { button, conversation, message, see, self, send, slow } from '../chat/page.js';
import { toggle } from './page.js';
import { attachFlag } from './files.js';

export function testAccess(app: AppUnderTest): void {
  test('the keyboard is enough to ask, to stop, to think and to choose a model', async () => {
    const page = await app.open();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    // The cursor waits in the message.
    await page.keyboard.type('One');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two');
    expect(await message(page).inputValue()).toBe('One\ntwo');
    await page.keyboard.press('Enter');
    await see(page, /You said: One/);
    expect(await focused()).toBe('Message');
    await button(page, 'Send').waitFor();

    await toggle(page, 'Think').press('Space');
    expect(await toggle(page, 'Think').getAttribute('aria-pressed')).toBe('true');
    await button(page, 'Model:').press('Enter');
    await page.getByRole('radio', { name: /qwen3\.7-plus/ }).press('ArrowDown');
    await page.keyboard.press('Escape');
    await button(page, 'Model: qwen3.8-flash').waitFor();

    await app.emulator.answerNext(slow);
    await message(page).fill('Three');
    await button(page, 'Send').press('Enter');
    await see(page, /^The sky/);
    expect(await focused()).toBe('Stop');
    await page.keyboard.press('Enter');
    await button(page, 'Send').waitFor();
    expect(await focused()).toBe('Send');
  });

  test('the focus moves to the conversation when the focused button disappears', async () => {
    await app.emulator.failNext('input-inspection');
    const page = await app.open();
    const focused = () => page.evaluate(() => document.activeElement?.tagName);
    await send(page, 'Are you there?');
    await button(page, 'Try again').press('Enter');
    await see(page, `${self} You said: Are you there?`);
    expect(await focused()).toBe('MAIN');
    await button(page, 'Delete from here on').press('Enter');
    await expect.poll(() => conversation(page).getByRole('listitem').count()).toBe(0);
    expect(await focused()).toBe('MAIN');
    await send(page, 'Draw a red lighthouse in a storm');
    await button(page, 'Send').waitFor();
    await button(page, 'Allow').press('Enter');
    await see(page, 'Here it is.');
    expect(await focused()).toBe('MAIN');
  });

  test('screen readers are told how far the answer is, and read it once', async () => {
    await app.emulator.answerNext(slow);
    const page = await app.open();
    await send(page, 'Why is the sky blue?');
    const status = page.getByRole('status');
    await status.filter({ hasText: /^Qwen is answering$/ }).waitFor();
    await status.filter({ hasText: 'The sky scatters blue light the most.' }).waitFor();
  });

  test.each(['light', 'dark'] as const)('nothing that axe knows of keeps anybody out, in %s', async (colorScheme) => {
    const page = await app.open({ colorScheme, reducedMotion: 'reduce', bypassCSP: true });
    expect(await findViolations(page)).toEqual([]);
    await app.screenshot(page, `empty-${colorScheme}`);
    await fillUp(app, page);
    expect(await findViolations(page)).toEqual([]);
    await app.screenshot(page, `full-${colorScheme}`);
    await page.getByRole('alert').getByRole('button', { name: 'Edit question' }).click();
    await list(page).hover();
    await list(page)
      .getByRole('button', { name: /^Delete/ })
      .click();
    expect(await findViolations(page)).toEqual([]);
    await app.screenshot(page, `editing-${colorScheme}`);
    await page.getByRole('textbox', { name: 'Question' }).press('Escape');
    await button(page, 'Other model').click();
    expect(await findViolations(page)).toEqual([]);
  });

  test('a phone shows all of it without scrolling sideways', async () => {
    const page = await app.open({ viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
    await app.screenshot(page, 'phone-empty');
    await app.emulator.answerNext({
      text: `\`\`\`\n${'a long line of code '.repeat(20)}\n\`\`\`\n\n${'W'.repeat(300)}`,
    });
    await send(page, 'x'.repeat(200));
    await see(page, /W{300}/);
    await button(page, 'Send').waitFor();
    await fillUp(app, page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await app.screenshot(page, 'phone');
    await button(page, 'Show conversations').click();
    await page.getByRole('navigation', { name: 'Conversations' }).getByRole('link', { name: /^x{9}/ }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Hide conversations');
    await app.screenshot(page, 'phone-list');
    const list = page.getByRole('navigation', { name: 'Conversations' });
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await focused()).toBe('Show conversations');
    await button(page, 'Show conversations').click();
    await page.locator('.shade').click({ position: { x: 380, y: 300 } });
    await list.waitFor({ state: 'hidden' });
    // The keyboard goes on to what the list covers.
    await button(page, 'Show conversations').click();
    await list.waitFor();
    await message(page).focus();
    await list.waitFor({ state: 'hidden' });
    await message(page).click();
  });

  test('a slow network shows the question at once, and it can be stopped on its way', async () => {
    const page = await app.open();
    await page.route('**/api/chat', async (route) => {
      await setTimeout(3000);
      await route.continue().catch(() => undefined);
    });
    await send(page, 'Hello');
    await conversation(page).getByText('Hello', { exact: true }).waitFor();
    await page.getByRole('status').filter({ hasText: 'Waiting for Qwen' }).waitFor();
    await button(page, 'Stop').click();
    await page.getByText('This question has no answer yet.').waitFor();
    await button(page, 'Send').waitFor();
    expect(await app.emulator.calls()).toEqual([]);
    await page.unroute('**/api/chat');
    await button(page, 'Try again').click();
    await see(page, `${self} You said: Hello`);
  });

  test('the page runs no scripts but its own, and knows no key', async () => {
    const page = await app.open();
    const response = await page.reload();
    const policy = response!.headers()['content-security-policy']!;
    expect(policy).toMatch(/script-src 'nonce-[\w+/=]+' 'strict-dynamic';/);
    const scripts = /script-src [^;]+/.exec(policy)![0];
    expect(scripts).not.toMatch(/unsafe/);
    const nonces = await page
      .locator('script')
      .evaluateAll((all: HTMLScriptElement[]) => all.map(({ nonce }) => nonce));
    expect(new Set(nonces)).toEqual(new Set([/nonce-([\w+/=]+)/.exec(policy)![1]]));
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "injected"';
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="/none" onerror="document.title=\'injected\'">';
      document.body.append(holder);
    });
    await send(page, 'Hello');
    await see(page, `${self} You said: Hello`);
    expect(await page.title()).toBe('Hello · Qwen chat');
    expect(await response!.text()).not.toContain('sk-emulator');
  });

  test('the end stays in sight while an answer grows, until the reader scrolls up', async () => {
    const page = await app.open({ viewport: { width: 900, height: 500 } });
    await app.emulator.answerNext({ text: 'A tall answer.\n\n'.repeat(20) });
    await send(page, 'Hello');
    await see(page, /tokens read/);
    const below = () =>
      page.evaluate(() => document.documentElement.scrollHeight - window.scrollY - window.innerHeight);
    await expect.poll(below, { timeout: 10_000 }).toBeLessThan(2);
    await app.emulator.answerNext(slow);
    await send(page, 'And this?');
    await see(page, /^The sky/);
    await page.mouse.move(500, 200);
    await page.mouse.wheel(0, -400);
    await expect.poll(below, { timeout: 10_000 }).toBeGreaterThan(200);
    await see(page, 'The sky scatters blue light the most.');
    expect(await below()).toBeGreaterThan(200);
    await button(page, 'Go to the end').click();
    await expect.poll(below, { timeout: 10_000 }).toBeLessThan(2);
    await button(page, 'Go to the end').waitFor({ state: 'hidden' });
  });
}

const list = (page: Page) => page.getByRole('navigation', { name: 'Conversations' }).getByRole('listitem');

/** One of everything. */
async function fillUp({ emulator }: AppUnderTest, page: Page): Promise<void> {
  await toggle(page, 'Think').click();
  await emulator.answerNext({
    reasoning: 'So and so.',
    text: 'A table:\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```ts\n// So.\nconst a: number = f("b", 2);\n```\n',
  });
  await send(page, 'Show me');
  await page.getByRole('region', { name: 'Table' }).last().waitFor();
  await button(page, 'Send').waitFor();
  await toggle(page, 'Think').click();
  await toggle(page, 'Search').click();
  await send(page, 'What is new on the ferries of Hong Kong?');
  await page.getByRole('region', { name: 'Sources' }).waitFor();
  await button(page, 'Send').waitFor();
  await toggle(page, 'Search').click();
  await send(page, 'Draw a red lighthouse in a storm');
  await button(page, 'Allow').waitFor();
  await button(page, 'Send').waitFor();
  await attachFlag(page);
  await emulator.failNext('input-inspection');
  await send(page, 'Are you there?');
  await button(page, 'Try again').waitFor();
}
