import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { stripes } from '../../../examples/picture.js';
import type { AppUnderTest } from '../app.js';
import { bodies, button, conversation, message, see, self, send } from '../chat/page.js';

const flag = (width: number, height: number) =>
  Buffer.from(
    stripes(width, height, [
      [0, 0, 0],
      [221, 0, 0],
      [255, 206, 0],
    ]),
  );

async function choose(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
}

export const attachFlag = (page: Page, width = 96, height = 64) =>
  choose(page, 'flag.png', 'image/png', flag(width, height));

export function testFiles(app: AppUnderTest): void {
  test('a picture is chosen, shown small, taken back, and seen', async () => {
    const page = await app.open();
    await attachFlag(page);
    const chosen = page.getByRole('list', { name: 'Attachments' });
    expect(await chosen.locator('img').getAttribute('src')).toMatch(/^data:image\/png/);
    await button(page, 'Remove flag.png').click();
    expect(await chosen.count()).toBe(0);
    await attachFlag(page);
    await send(page, 'Which flag is this?');
    await page.getByRole('img', { name: 'flag.png' }).waitFor();
    await see(page, /Item 1 is an image: PNG, 96×64 pixels/);
    expect(await chosen.count()).toBe(0);
  });

  test.each(['paste', 'drop'])('a picture comes by %s', async (way) => {
    const page = await app.open();
    // What is dropped anywhere on the page would be opened in its place.
    const target = way === 'paste' ? message(page) : page.getByText('What shall we find out?');
    await target.evaluate(
      (field, [how, base64]) => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(base64!), (each) => each.charCodeAt(0));
        data.items.add(new File([bytes], 'flag.png', { type: 'image/png' }));
        const options = { bubbles: true, cancelable: true };
        field.dispatchEvent(
          how === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', { ...options, dataTransfer: data }),
        );
      },
      [way, flag(96, 64).toString('base64')],
    );
    await page.getByRole('list', { name: 'Attachments' }).getByText('flag.png').waitFor();
    await send(page, 'Which flag is this?');
    await see(page, /Item 1 is an image: PNG, 96×64 pixels/);
  });

  test('a text is pasted and dropped as text, even with a picture of it', async () => {
    const page = await app.open();
    const kept = await message(page).evaluate((field) => {
      const data = new DataTransfer();
      data.setData('text/rtf', '{}');
      data.items.add(new File(['x'], 'cells.png', { type: 'image/png' }));
      const options = { bubbles: true, cancelable: true };
      const paste = field.dispatchEvent(new ClipboardEvent('paste', { ...options, clipboardData: data }));
      const text = new DataTransfer();
      text.setData('text/plain', 'words');
      return [paste, field.dispatchEvent(new DragEvent('drop', { ...options, dataTransfer: text }))];
    });
    // Nobody has taken them from the browser.
    expect(kept).toEqual([true, true]);
    expect(await page.getByRole('list', { name: 'Attachments' }).count()).toBe(0);
  });

  test('a large picture is scaled down before it is sent', async () => {
    const page = await app.open();
    await attachFlag(page, 3200, 2000);
    await page.getByRole('list', { name: 'Attachments' }).waitFor();
    await send(page, 'Which flag is this?');
    await see(page, /Item 1 is an image: JPEG, 1600×1000 pixels/);
  });

  test('a picture needs no words', async () => {
    const page = await app.open();
    await attachFlag(page);
    await page.getByRole('list', { name: 'Attachments' }).waitFor();
    await button(page, 'Send').click();
    await see(page, /Item 1 is an image/);
  });

  test('a model that does not see offers another one, and a change of the model locks nothing', async () => {
    const page = await app.open();
    await button(page, 'Model:').click();
    await page.getByRole('radio', { name: /qwen-max/ }).click();
    await attachFlag(page);
    await page.getByText('qwen-max does not read images.').waitFor();
    await message(page).fill('Which flag is this?');
    expect(await button(page, 'Send').getAttribute('aria-disabled')).toBe('true');
    await button(page, 'Use qwen3.8-max').click();
    await button(page, 'Send').click();
    await see(page, /Item 1 is an image/);

    await button(page, 'Model:').click();
    await page.getByRole('radio', { name: /qwen-max/ }).click();
    await page.getByText('qwen-max gets only the names of the files above.').waitFor();
    await send(page, 'And now?');
    await see(page, `${self} You said: And now?`);
    const { messages } = (await bodies(app)).at(-1) as unknown as { messages: { content: unknown }[] };
    expect(JSON.stringify(messages[0]!.content)).toContain('[image: flag.png]');
  });

  test('a document is read by the model for documents', async () => {
    const page = await app.open();
    const text = 'Tea grows on the hills west of Hangzhou.';
    await choose(page, 'tea.txt', 'text/plain', Buffer.from(text));
    await page.getByText('qwen3.7-plus does not read documents.').waitFor();
    await button(page, 'Use qwen-long').click();
    await send(page, 'What is this about?');
    await conversation(page).getByText('tea.txt').first().waitFor();
    await see(page, `It was given the file tea.txt (${text.length} bytes). You said: What is this about?`);
  });

  test('files that cannot go say why', async () => {
    const page = await app.open();
    await choose(page, 'movie.exe', 'application/octet-stream', Buffer.from('MZ'));
    await page.getByText('movie.exe is neither a picture nor a document.').waitFor();
    await choose(page, 'broken.png', 'image/png', Buffer.from('no picture'));
    await page.getByText('This browser cannot read the picture broken.png.').waitFor();
    await choose(page, 'long.txt', 'text/plain', Buffer.alloc(9 * 1024 * 1024, 'x'));
    await page.getByText('long.txt is larger than 8 MB.').waitFor();
    expect(await page.getByRole('list', { name: 'Attachments' }).count()).toBe(0);
  });

  test('files that are too large together are refused when they are chosen', async () => {
    const page = await app.open();
    for (const name of ['one.txt', 'two.txt']) {
      await choose(page, name, 'text/plain', Buffer.alloc(7 * 1024 * 1024, 'x'));
    }
    await page.getByText('two.txt does not fit beside the other files.').waitFor();
    await button(page, 'Remove one.txt').click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Message');
    await choose(page, 'two.txt', 'text/plain', Buffer.alloc(7 * 1024 * 1024, 'x'));
    await button(page, 'Remove two.txt').waitFor();
  });
}
