import { expect, test } from 'vitest';
import type { AppUnderTest } from '../app.js';
import { bodies, button, conversation, patience, see, self, send, slow } from '../chat/page.js';
import { toggle } from './page.js';

export function testAnswers(app: AppUnderTest): void {
  test('an answer is seen to grow before it is complete, and says who gave it and what it took', async () => {
    await app.emulator.answerNext(slow);
    const page = await app.open();
    await send(page, 'Why is the sky blue?');
    await see(page, /^The sky/);
    expect(await conversation(page).textContent()).not.toContain('the most.');
    await see(page, 'The sky scatters blue light the most.');
    await see(page, /^qwen3\.7-plus · \d+ tokens read, \d+ written · CN¥0\.\d+ by list price \(\d{4}-\d\d\)$/);
  });

  test('Markdown is shown as what it means, half written as well', async () => {
    await app.emulator.answerNext({
      deltas: ['It is **so', '**:\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```ts\nconst a', " = 'b';\n```\n"],
      deltaDelay: 700,
    });
    const page = await app.open();
    await send(page, 'Why?');
    await conversation(page).locator('strong', { hasText: /^so$/ }).waitFor();
    await page.getByRole('cell', { name: '2' }).waitFor();
    const code = conversation(page).getByLabel('Code in ts');
    await code.locator('.hljs-string', { hasText: "'b'" }).waitFor();
    expect(await code.locator('.hljs-keyword').textContent()).toBe('const');
  });

  test('a wide table scrolls within itself', async () => {
    const row = `|${' unbreakable-cell |'.repeat(12)}`;
    await app.emulator.answerNext({ text: `${row}\n|${' - |'.repeat(12)}\n${row}` });
    const page = await app.open({ viewport: { width: 390, height: 800 } });
    await send(page, 'Why?');
    const table = page.getByRole('region', { name: 'Table' });
    await table.waitFor();
    expect(await table.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test('an answer injects nothing: no HTML, no scripts, nothing from other hosts', async () => {
    const pictures = ['https://elsewhere.example/a.png?q=secret', '//elsewhere.example/b.png', '/icon.svg'];
    await app.emulator.answerNext({
      text: [
        ...pictures.map((url, index) => `![${index}](${url})`),
        '[run](javascript:alert(1)) [page](https://elsewhere.example/page)',
        '<img src="https://elsewhere.example/c.png" onerror="document.title=1">',
        '<iframe src="https://elsewhere.example/d"></iframe><script>document.title=2</script><b>raw</b>',
        '<style>body{display:none}</style>',
        'The end',
      ].join('\n\n'),
    });
    const page = await app.open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await send(page, 'Why?');
    await see(page, 'The end');
    const answer = conversation(page).locator('.markdown');
    const sources = await answer
      .locator('img')
      .evaluateAll((images) => images.map((image) => image.getAttribute('src')));
    expect(sources.filter(Boolean)).toEqual(['/icon.svg']);
    expect(await answer.locator('iframe, script, style, b').count()).toBe(0);
    const links = await answer
      .locator('a')
      .evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.getAttribute('rel')]));
    expect(links.filter(([href]) => href)).toEqual([['https://elsewhere.example/page', 'noreferrer']]);
    expect(asked.filter((url) => url.includes('elsewhere'))).toEqual([]);
    expect(await page.title()).toBe('Why? · Qwen chat');
  });

  test('thinking is open while it comes, then says how long it took, and opens again', async () => {
    await app.emulator.answerNext({
      reasoning: 'First this. Then that. '.repeat(8),
      text: 'Five cents.',
      deltaDelay: 40,
    });
    const page = await app.open();
    await toggle(page, 'Think').click();
    await send(page, 'What does the ball cost?');
    const thought = conversation(page).getByText('First this.');
    await conversation(page).getByText('Thinking …').waitFor();
    await thought.waitFor();
    await see(page, 'Five cents.');
    await see(page, /^Thought for \d+ s$/);
    expect(await thought.isVisible()).toBe(false);
    await page.reload();
    await (await see(page, /^Thought for \d+ s$/)).click();
    expect(await thought.isVisible()).toBe(true);
    expect(await bodies(app)).toMatchObject([{ enable_thinking: true }]);
  });

  test('a search shows the pages as cards, and marks in the text lead to them', async () => {
    const page = await app.open();
    await button(page, 'What is new on the ferries of Hong Kong?').click();
    const sources = page.getByRole('region', { name: 'Sources' });
    // They come one by one.
    await sources.getByRole('link').nth(2).waitFor();
    expect(await sources.getByRole('link').allTextContents()).toEqual([
      '1Electric ferries on trial in the harbourexample.com',
      '2Timetables of the outlying islandsexample.org',
      '3What becomes of the old piersexample.net',
    ]);
    await page.getByRole('link', { name: 'Source 2' }).click();
    expect(await sources.locator(':target').textContent()).toContain('Timetables');
    expect(await toggle(page, 'Search').getAttribute('aria-pressed')).toBe('true');
    const { body } = (await app.emulator.calls())[0]!;
    expect(body).toMatchObject({ parameters: { enable_search: true } });
    await app.screenshot(page, 'search');
  });

  test('marks of sources stay as they are in code, and those without a source are left out', async () => {
    await app.emulator.answerNext({
      text: 'So it is[ref_1], and so[ref_7].\n\n`list[ref_1]`\n\n```js\nlist[ref_1] = 2;\n```\n\n[ref_1][ref_2]',
      sources: [
        { title: 'First', url: 'https://example.com' },
        { title: 'Second', url: 'https://example.org' },
      ],
    });
    const page = await app.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await toggle(page, 'Search').click();
    await send(page, 'Is it so?');
    await button(page, 'Answer again').waitFor();
    const answer = conversation(page).locator('.markdown');
    expect(await answer.locator('p').first().textContent()).toBe('So it is1, and so.');
    expect(await answer.locator('p code').textContent()).toBe('list[ref_1]');
    expect(await answer.locator('pre').textContent()).toBe('list[ref_1] = 2;\n');
    expect(await page.getByRole('link', { name: 'Source 1' }).count()).toBe(2);
    expect(await page.getByRole('link', { name: 'Source 2' }).count()).toBe(1);
    await button(page, 'Copy answer').click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()), patience)
      .toMatch(/^So it is\[1\], and so.*\n\n\[1\] https:\/\/example\.com\n\[2\] https:\/\/example\.org$/s);
  });

  // The Responses protocol sends no titles, and some pages have none.
  test('a page without a title is named by its host, and an address of a script has no card', async () => {
    await app.emulator.answerNext({
      text: 'So it is.',
      sources: [
        { title: '', url: 'https://www.example.com/a/b?c=d' },
        { title: '', url: 'https://example.org' },
        { title: 'Run', url: 'javascript:alert(1)' },
      ],
    });
    const page = await app.open();
    await toggle(page, 'Search').click();
    await send(page, 'Is it so?');
    const sources = page.getByRole('region', { name: 'Sources' });
    await sources.getByRole('link').nth(1).waitFor();
    await button(page, 'Answer again').waitFor();
    expect(await sources.getByRole('link').allTextContents()).toEqual(['1example.com/a/b', '2example.org/']);
  });

  test('models are chosen by what they do', async () => {
    const page = await app.open();
    await button(page, 'Model:').click();
    const picker = page.getByRole('dialog', { name: 'Choose a model' });
    await picker
      .getByText('sees pictures · thinks on request · uses tools · searches · researches · 1M tokens')
      .first()
      .waitFor();
    await picker.getByRole('searchbox', { name: 'Find a model' }).fill('small context');
    expect(await picker.getByRole('radio').count()).toBe(1);
    await picker.getByText('uses tools · searches · 32k tokens').waitFor();
    await app.screenshot(page, 'picker');
    await picker.getByRole('radio', { name: /qwen-max/ }).click();
    await picker.waitFor({ state: 'hidden' });
    expect(await toggle(page, 'Think').isDisabled()).toBe(true);
    await send(page, 'Hello');
    await see(page, `${self} You said: Hello`);
    expect((await bodies(app)).map(({ model }) => model)).toEqual(['qwen-max']);
    expect((await bodies(app))[0]).not.toHaveProperty('enable_thinking');
    await page.reload();
    await button(page, 'Model: qwen-max').waitFor();
    // It is remembered for new conversations.
    await page.getByRole('link', { name: 'New conversation' }).first().click();
    await page.getByText('What shall we find out?').waitFor();
    await button(page, 'Model: qwen-max').waitFor();
  });
}
