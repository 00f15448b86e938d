import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';
import { attach, bodies, button, conversation, message, patience, see, self, send, slow } from './page.js';

export function testAnswers(app: AppUnderTest): void {
  test('an answer is seen to grow before it is complete, and says what it cost', async () => {
    await app.emulator.answerNext(slow);
    const page = await app.open();
    await send(page, 'Why is the sky blue?');
    await see(page, 'The sky');
    expect(await conversation(page).textContent()).not.toContain('the most.');
    await see(page, 'The sky scatters blue light the most.');
    await see(page, /^\d+ tokens read, \d+ written$/);
    await app.screenshot(page, 'answer');
  });

  test('the answer of a model is shown as the Markdown that it is', async () => {
    await app.emulator.answerNext({ text: 'It is **so**:\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n<b>raw</b>' });
    const page = await app.open();
    await send(page, 'Why?');
    await page.getByRole('cell', { name: '2' }).waitFor();
    expect(await conversation(page).locator('strong').textContent()).toBe('so');
    expect(await conversation(page).locator('b').count()).toBe(0);
  });

  test('an answer loads pictures from nowhere but itself and this server', async () => {
    const picture = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
    const foreign = ['https://elsewhere.example/a.png?q=secret', '//elsewhere.example/b.png'];
    const pictures = [...foreign, picture, '/icon.svg'].map((url, index) => `![${index}](${url})`);
    await app.emulator.answerNext({ text: `Look:\n\n${pictures.join('\n\n')}` });
    const page = await app.open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await send(page, 'Why?');
    await conversation(page).getByRole('img', { name: '3' }).waitFor();
    const sources = await conversation(page)
      .locator('img')
      .evaluateAll((images) => images.map((image) => image.getAttribute('src')));
    expect(sources.filter((source) => source !== null)).toEqual([picture, '/icon.svg']);
    expect(asked.filter((url) => url.includes('elsewhere'))).toEqual([]);
  });

  test('what is said before goes along with the next question', async () => {
    const page = await app.open();
    await send(page, 'First');
    await see(page, `${self} You said: First`);
    await send(page, 'Second');
    await see(page, `${self} You said: Second`);
    const [, second] = await bodies(app);
    expect(second!['messages']).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: `${self} You said: First` },
      { role: 'user' },
    ]);
  });

  test('thinking is folded away until it is opened', async () => {
    const page = await app.open();
    await page.getByRole('checkbox', { name: 'Think first' }).check();
    await send(page, 'What does the ball cost?');
    await see(page, 'You said: What does the ball cost?');
    const thought = conversation(page).getByText('a model would reason about the question here');
    expect(await thought.isVisible()).toBe(false);
    await conversation(page).getByText('Thinking').click();
    expect(await thought.isVisible()).toBe(true);
    expect(await bodies(app)).toMatchObject([{ enable_thinking: true }]);
    await app.screenshot(page, 'thinking');
  });

  test('models of the catalogue can be chosen, with what they take', async () => {
    const page = await app.open();
    const choice = page.getByRole('combobox', { name: 'Model' });
    expect(
      await choice.locator('optgroup').evaluateAll((groups) => groups.map((each) => each.getAttribute('label'))),
    ).toEqual(['chat', 'vision', 'reasoning', 'coder']);
    await choice.selectOption('qwen-max');
    await page.getByText('takes text', { exact: true }).waitFor();
    expect(await page.getByLabel('Add pictures').isDisabled()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Think first' }).isDisabled()).toBe(true);
    await send(page, 'Hello');
    await see(page, 'You said: Hello');
    expect((await bodies(app)).map(({ model }) => model)).toEqual(['qwen-max']);
    expect((await bodies(app))[0]).not.toHaveProperty('enable_thinking');
  });

  test('a suggestion is asked with the settings that it is about, and a new chat is empty', async () => {
    const page = await app.open();
    await button(page, 'What time is it in Tokyo?').click();
    await page.getByRole('region', { name: 'Tool clock' }).waitFor();
    await button(page, 'New chat').click();
    await button(page, 'What time is it in Tokyo?').waitFor();
    expect(await conversation(page).getByRole('listitem').count()).toBe(0);
  });
}

export function testTools(app: AppUnderTest): void {
  test('a tool call is shown while it is made, then with its result', async () => {
    await app.emulator.answerNext({
      toolCalls: [{ name: 'clock', arguments: { city: 'Tokyo' } }],
      deltaDelay: 700,
    });
    const page = await app.open();
    await page.getByRole('checkbox', { name: 'Use tools' }).check();
    await send(page, 'What time is it in Tokyo?');
    const call = page.getByRole('region', { name: 'Tool clock' });
    await call.getByText('running').waitFor();
    await call.getByText('done').waitFor();
    const result = await call.locator('.result').textContent();
    expect(result).toMatch(/^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d\d:\d\d$|^\w+day at \d\d:\d\d$/);
    await see(page, `The tool clock answered: ${result}`);
    expect(await bodies(app)).toHaveLength(2);
    await app.screenshot(page, 'tool');
  });
}

export function testPictures(app: AppUnderTest): void {
  test('a picture is seen with its kind and size', async () => {
    const page = await app.open();
    await attach(page);
    await send(page, 'Which flag is this?');
    await page.getByRole('img', { name: 'flag.png' }).waitFor();
    await see(page, /Item 1 is an image: PNG, 96×64 pixels/i);
    await app.screenshot(page, 'image');
  });

  test('the end stays in sight when a picture has grown the page, until the reader scrolls up', async () => {
    const page = await app.open({ viewport: { width: 600, height: 500 } });
    await app.emulator.answerNext({ text: 'A tall answer.\n\n'.repeat(20) });
    await send(page, 'Hello');
    await see(page, /tokens read/);
    await attach(page, 200, 400);
    await send(page, 'Which flag is this?\n'.repeat(8).trim());
    await see(page, 'Item 1 is an image');
    await button(page, 'Send').waitFor();
    const below = () =>
      page.evaluate(() => document.documentElement.scrollHeight - window.scrollY - window.innerHeight);
    await expect.poll(below, patience).toBeLessThan(2);
    await app.emulator.answerNext(slow);
    await send(page, 'And this?');
    await see(page, 'The sky');
    await expect.poll(below, patience).toBeLessThan(2);
    await page.mouse.move(300, 200);
    await page.mouse.wheel(0, -400);
    await expect.poll(below, patience).toBeGreaterThan(200);
    await see(page, 'The sky scatters blue light the most.');
    await see(page, /tokens read/);
    expect(await below()).toBeGreaterThan(200);
  });

  test('a picture without words is not sent, and the browser says what is missing', async () => {
    const page = await app.open();
    await attach(page);
    await button(page, 'Send').click();
    expect(await message(page).evaluate((field: HTMLTextAreaElement) => field.validationMessage)).not.toBe('');
    expect(await message(page).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await conversation(page).getByRole('listitem').count()).toBe(0);
  });

  test('a picture can be taken back before it is sent', async () => {
    const page = await app.open();
    await attach(page);
    await button(page, 'Remove').click();
    await send(page, 'Hello');
    await see(page, `${self} You said: Hello`);
  });
}
