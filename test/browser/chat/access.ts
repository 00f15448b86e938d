import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';
import { findViolations } from '../axe.js';
import { button, fillUp, message, see, send, slow } from './page.js';

export function testAccess(app: AppUnderTest): void {
  test('the keyboard is enough to ask, to stop and to read the thinking', async () => {
    const page = await app.open();
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);
    // The cursor waits in the message.
    await page.keyboard.type('One');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two');
    expect(await message(page).inputValue()).toBe('One\ntwo');
    await tabTo(page, 'Think first');
    await page.keyboard.press('Space');
    await tabTo(page, 'Message', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await see(page, /You said: One/);
    expect(await focused()).toBe('Message');
    await tabTo(page, 'Thinking', 'Shift+Tab');
    await page.keyboard.press('Enter');
    await see(page, /a model would reason/);

    await app.emulator.answerNext(slow);
    await tabTo(page, 'Message');
    await page.keyboard.type('Three');
    await tabTo(page, 'Send');
    await page.keyboard.press('Enter');
    await see(page, 'The sky');
    expect(await focused()).toBe('Stop');
    await page.keyboard.press('Enter');
    await button(page, 'Send').waitFor();
    expect(await focused()).toBe('Send');
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
    const page = await app.open({ colorScheme });
    expect(await findViolations(page)).toEqual([]);
    await app.screenshot(page, `empty-${colorScheme}`);
    await fillUp(app, page);
    expect(await findViolations(page)).toEqual([]);
    await app.screenshot(page, `full-${colorScheme}`);
  });

  test('a phone shows all of it without scrolling sideways', async () => {
    const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    const page = await app.open(phone);
    await app.screenshot(page, 'phone-empty');
    await app.emulator.answerNext({
      text: `\`\`\`\n${'a long line of code '.repeat(20)}\n\`\`\`\n\n${'W'.repeat(300)}`,
    });
    await send(page, 'x'.repeat(200));
    await see(page, /W{300}/);
    await fillUp(app, page);
    const overhang = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    expect(overhang).toBe(0);
    await app.screenshot(page, 'phone');
  });
}

async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 20; steps += 1) {
    await page.keyboard.press(key);
    const reached = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
      return element?.getAttribute('aria-label') ?? (label || element?.textContent);
    });
    if (reached?.trim() === name) return;
  }
  throw new Error(`${key} does not lead to "${name}".`);
}
