import { expect, test } from 'vitest';
import { costOf } from '../../../src/catalogue/index.js';
import type { AppUnderTest } from '../app.js';
import { bodies, button, conversation, patience, see, self, send } from '../chat/page.js';

export function testTools(app: AppUnderTest): void {
  const drawn = async () =>
    (await app.emulator.calls()).filter(({ path }) => path.endsWith('/multimodal-generation/generation'));
  const question = 'Draw a red lighthouse in a storm';

  test('a tool call is shown while it is made, then with its result', async () => {
    // Tokens of both steps together would fall into a dearer tier.
    const usage = { promptTokens: 200_000, completionTokens: 100 };
    await app.emulator.answerNext({
      toolCalls: [{ name: 'clock', arguments: { city: 'Tokyo' } }],
      deltaDelay: 700,
      usage,
    });
    await app.emulator.answerNext({ usage, firstTokenDelay: 2000 });
    const page = await app.open();
    await send(page, 'What time is it in Tokyo?');
    const call = page.getByRole('region', { name: 'Tool clock' });
    await call.getByText('running').waitFor();
    await call.getByText('done').waitFor();
    // Nothing of the next step can be seen yet.
    await conversation(page).locator('.waiting').waitFor();
    const result = await call.locator('.result').textContent();
    await see(page, `The tool clock answered: ${result}`);
    expect(await conversation(page).locator('.waiting').count()).toBe(0);
    expect(await bodies(app)).toHaveLength(2);
    const step = costOf('qwen3.7-plus', usage, { region: 'singapore' })!;
    const cost = await (await see(page, /by list price/)).textContent();
    expect(Number(/CN¥([\d.]+)/.exec(cost!)![1])).toBeCloseTo(2 * step.amount, 1);
  });

  test('a call that was stopped does not spoil the next question', async () => {
    await app.emulator.answerNext({ toolCalls: [{ name: 'clock', arguments: { city: 'Tokyo' } }], deltaDelay: 1500 });
    const page = await app.open();
    await send(page, 'What time is it in Tokyo?');
    const call = page.getByRole('region', { name: 'Tool clock' });
    await call.getByText('running').waitFor();
    await button(page, 'Stop').click();
    await call.getByText('stopped').waitFor();
    await send(page, 'Never mind');
    await see(page, `${self} You said: Never mind`);
  });

  test('a tool that costs money asks first, and draws when it is allowed', async () => {
    await app.emulator.answerNext({
      toolCalls: [{ name: 'draw', arguments: { prompt: question } }],
      usage: { promptTokens: 400, completionTokens: 20 },
    });
    // The picture.
    await app.emulator.answerNext({});
    await app.emulator.answerNext({
      deltas: ['Here', ' it', ' is.'],
      deltaDelay: 900,
      usage: { promptTokens: 500, completionTokens: 3 },
    });
    const page = await app.open();
    await button(page, question).click();
    const call = page.getByRole('region', { name: 'Tool draw' });
    await call.getByText('asks first').waitFor();
    await button(page, 'Send').waitFor();
    expect(await drawn()).toEqual([]);
    await page.reload();
    const reply = page.waitForRequest((request) => request.url().endsWith('/api/chat'));
    await button(page, 'Allow').click();
    const picture = call.getByRole('img', { name: question });
    await picture.waitFor();
    await see(page, /^Here/);
    // In the middle of the second half of the answer.
    await page.reload();
    await picture.waitFor();
    await see(page, 'Here it is.');
    expect(await conversation(page).getByRole('listitem').count()).toBe(2);
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), patience).toBe(1024);
    expect(await drawn()).toHaveLength(1);
    await page.reload();
    await picture.waitFor();
    await see(page, 'Here it is.');
    await see(page, /900 tokens read, 23 written · CN¥0\.26 by list price/);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save picture' }).click();
    expect((await download).suggestedFilename()).toBe('picture.png');
    await app.screenshot(page, 'drawn');

    // A reply that comes twice draws once.
    const data = (await reply).postData()!;
    expect(await page.evaluate(async (body) => (await fetch('/api/chat', { method: 'POST', body })).status, data)).toBe(
      409,
    );
    expect(await drawn()).toHaveLength(1);
  });

  test('a tool that is refused does not run, and the conversation goes on', async () => {
    const page = await app.open();
    await send(page, question);
    await button(page, 'Refuse').click();
    await page.getByRole('region', { name: 'Tool draw' }).getByText('refused').waitFor();
    await button(page, 'Send').waitFor();
    expect(await drawn()).toEqual([]);
    await send(page, 'Never mind');
    await see(page, `${self} You said: Never mind`);
  });

  // The tools of the Responses API.
  test('a model that thinks and searches reads pages and computes, and another one goes on after it', async () => {
    const page = await app.open();
    await button(page, 'Is the Danube longer than the Rhine?').click();
    const told = async (name: string) => {
      const call = page.getByRole('region', { name: `Tool ${name}` });
      await call.getByText('done').waitFor();
      return call.locator('dd').allTextContents();
    };
    const pages = ['https://www.example.com/rivers/danube', 'https://example.org/rivers/rhine'];
    expect(await told('search')).toEqual(['length of the Danube and of the Rhine', '2 pages']);
    expect(await told('read')).toEqual([
      pages.join('\n'),
      'The length of the river',
      'The Danube is 2,850 km long. The Rhine is 1,230 km long.',
    ]);
    expect(await told('compute')).toEqual(['print(2850 - 1230)', '1620']);
    await see(page, 'Yes, by 1,620 km');
    await button(page, 'Answer again').waitFor();
    await page.reload();
    const sources = page.getByRole('region', { name: 'Sources' });
    expect(await sources.getByRole('link').allTextContents()).toEqual([
      '1example.com/rivers/danube',
      '2example.org/rivers/rhine',
    ]);
    await app.screenshot(page, 'research');
    const [call] = await app.emulator.calls();
    expect(call).toMatchObject({ path: expect.stringMatching(/\/responses$/), body: { enable_thinking: true } });

    await button(page, 'Model:').click();
    await page.getByRole('radio', { name: /qwen-max/ }).click();
    await send(page, 'Thank you');
    await see(page, `${self} You said: Thank you`);
  });

  test('an image model draws in the conversation, and a chat model goes on after it', async () => {
    const page = await app.open();
    await button(page, 'Model:').click();
    await page.getByRole('radio', { name: /z-image-turbo/ }).click();
    await send(page, 'A red lighthouse');
    const picture = conversation(page).getByRole('img', { name: 'Drawn picture' });
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), patience).toBe(1024);
    expect((await drawn()).map(({ body }) => body)).toMatchObject([{ model: 'z-image-turbo' }]);
    await see(page, /^z-image-turbo · CN¥0\.11 by list price \(\d{4}-\d\d\)$/);
    await button(page, 'Model:').click();
    await page.getByRole('radio', { name: /qwen-plus/ }).click();
    await send(page, 'Thank you');
    await see(page, `${self} You said: Thank you`);
  });
}
