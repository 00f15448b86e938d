import { spawn, type ChildProcess } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../examples/runner/processes.js';
import { findViolations } from './axe.js';
import { launchChromium } from './chromium.js';

// The inspector of `npx ai-sdk-qwen emulator`, as it was built: https://www.w3.org/WAI/WCAG22/quickref/ by axe.

const main = fileURLToPath(new URL('../../dist/command/main.js', import.meta.url));
const picture = fileURLToPath(new URL('../../docs/inspector.png', import.meta.url));
const key = 'sk-0123456789abcdef0123456789abcdef';

let browser: Browser;
let emulator: ChildProcess;
let url = '';
let port = 0;
let page: Page | undefined;
let complaints: string[] = [];

async function start(): Promise<void> {
  emulator = spawn(process.execPath, [main, 'emulator', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    emulator.stdout!.once('data', () => resolve());
    emulator.once('close', (code) => reject(new Error(`The emulator ended with ${code}.`)));
  });
}

function stop(): Promise<unknown> {
  const ended = new Promise((resolve) => emulator.once('close', resolve));
  emulator.kill('SIGTERM');
  return ended;
}

beforeAll(async () => {
  port = await freePort(4700);
  url = `http://localhost:${port}`;
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  complaints = [];
  await start();
});
afterEach(async () => {
  await page?.context().close();
  page = undefined;
  await stop();
  expect(complaints).toEqual([]);
});

/** Opens the inspector. A test fails when the page throws, complains, or asks anybody else. */
async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  context.setDefaultTimeout(15_000);
  const opened = await context.newPage();
  page = opened;
  opened.on('pageerror', (error) => complaints.push(String(error)));
  opened.on('console', (message) => {
    // The browser tells of every lost connection and every refusal.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load')) complaints.push(message.text());
  });
  opened.on('request', (request) => {
    if (!/^(?:http:\/\/localhost:|data:)/.test(request.url())) complaints.push(request.url());
  });
  await opened.goto(`${url}/`);
  await opened.getByText('live', { exact: true }).waitFor();
  return opened;
}

function ask(content: string, body: object = {}): Promise<Response> {
  return fetch(`${url}/compatible-mode/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'qwen-plus', messages: [{ role: 'user', content }], ...body }),
  });
}

const queue = (answer: object) =>
  fetch(`${url}/inspector/queue`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ answer }),
  });

const row = (opened: Page, name: string | RegExp) => opened.getByRole('navigation').getByRole('button', { name });
const section = (opened: Page, heading: string) =>
  opened.locator('article section').filter({ has: opened.getByRole('heading', { name: heading, exact: true }) });

test.each([
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 } }],
  ['dark phone', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
] as const)('everybody can read every view (%s)', async (_, options) => {
  const opened = await open(options);
  const isWide = () => opened.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  await opened.getByText(`${url}/compatible-mode/v1`).waitFor();
  expect(await findViolations(opened)).toEqual([]);
  await queue({
    reasoning: 'A question.',
    deltas: ['Light', ' scatters.'],
    toolCalls: [{ name: 'weather', arguments: '{}' }],
  });
  const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }];
  await (await ask('Why is the sky blue?', { stream: true, tempreture: 1, tools })).text();
  await (await ask('Hi', { model: 'nope' })).text();
  await row(opened, /model_not_found/).waitFor();
  expect([await findViolations(opened), await isWide()]).toEqual([[], false]);
  await row(opened, /Why is the sky blue/).click();
  await section(opened, 'Time line').getByRole('row').nth(2).waitFor();
  for (const fold of await opened.locator('article summary').all()) await fold.click();
  expect([await findViolations(opened), await isWide()]).toEqual([[], false]);
  if ('viewport' in options) await opened.getByRole('button', { name: 'Back to the list' }).click();
  await opened.getByRole('button', { name: 'Next answer' }).click();
  await opened.getByRole('dialog').getByLabel('Kind').selectOption('a failure');
  expect([await findViolations(opened), await isWide()]).toEqual([[], false]);
});

test('the picture of the page is small (UPDATE_PICTURES=1 makes it anew)', async () => {
  if (process.env['UPDATE_PICTURES']) {
    const opened = await open({ viewport: { width: 1100, height: 600 } });
    await (await ask('Say hello.', { tempreture: 1 })).text();
    await (await ask('Say hello.', { model: 'qwen-puls' })).text();
    await queue({
      reasoning: 'The reader asks about the sky.',
      text: 'Air scatters blue light more than red light.',
      deltaDelay: 60,
    });
    await (
      await ask('Why is the sky blue?', { model: 'qwen3-max', stream: true, stream_options: { include_usage: true } })
    ).text();
    await row(opened, /^200 qwen3-max/).click();
    await section(opened, 'Time line').getByRole('row').nth(2).waitFor();
    await opened.screenshot({ path: picture });
  }
  expect(statSync(picture).size).toBeLessThan(90 * 1024);
});

test('a call is shown while it streams, and nothing that is open closes', async () => {
  const opened = await open();
  await queue({ deltas: ['Light', ' scatters', ' in', ' the', ' air.'], deltaDelay: 700 });
  const response = await ask('Why is the sky blue?', { stream: true });
  await row(opened, /200 streaming/).click();
  const answer = section(opened, 'Answer');
  await answer.getByText('Light', { exact: true }).waitFor();
  await opened.getByText('Headers of the request').click();
  await answer.getByText('Light scatters in the air.').waitFor();
  await response.text();
  await row(opened, /^200 qwen-plus/).waitFor();
  expect(await opened.getByText('content-type: application/json').first().isVisible()).toBe(true);
  const strip = opened.getByRole('img', { name: /chunks: first token after .* ms, longest gap .* ms, end after/ });
  expect(await strip.locator('rect.text').count()).toBe(5);
  expect(await section(opened, 'Time line').getByRole('cell', { name: 'scatters', exact: true }).count()).toBe(1);
});

test('the key of a caller is nowhere on the page and in no copy', async () => {
  const opened = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await (await ask(`My key is ${key}, keep it.`, { stream: true })).text();
  await row(opened, /My key is sk-\*\*\*, keep it/).click();
  await section(opened, 'Answer').getByText('sk-***, keep it').waitFor();
  expect(await opened.content()).not.toMatch(/0123456789|abcdef/);
  for (const [button, beginning] of [
    ['Copy as curl', "curl 'http://localhost:"],
    ['Copy as Vitest test', "import { createEmulator } from 'ai-sdk-qwen/emulator';"],
  ] as const) {
    await opened.getByRole('button', { name: button }).click();
    await expect.poll(() => opened.evaluate(() => navigator.clipboard.readText())).toContain(beginning);
    expect(await opened.evaluate(() => navigator.clipboard.readText())).not.toContain(key);
  }
  await opened.getByText('Copied.').waitFor();
});

test('a call shows its list price, and the page the sum of the calls that it lists', async () => {
  const opened = await open();
  // https://help.aliyun.com/zh/model-studio/model-pricing: 2.936 for input and 8.807 for output in Singapore.
  await queue({ text: 'One', usage: { promptTokens: 10_000, completionTokens: 1_000 } });
  await (await ask('First', { model: 'qwen-plus' })).text();
  await queue({ text: 'Two', usage: { promptTokens: 1_000_000, completionTokens: 1_000 } });
  await (await ask('Second', { model: 'qwen-plus' })).text();
  await row(opened, /First.*10000 in, 1000 out · list price 0\.0382 CNY/).click();
  await opened.getByText('0.0382 CNY (singapore)').waitFor();
  const total = opened.locator('#total');
  await expect.poll(() => total.textContent()).toBe('List price of 2 calls: 8.87 CNY');
  await opened.getByLabel('Search').fill('first');
  await expect.poll(() => total.textContent()).toBe('List price of 1 call: 0.0382 CNY');
});

test('search and filter narrow the list, and say by how much', async () => {
  const opened = await open();
  await (await ask('Why is the sky blue?')).text();
  await (await ask('Why is grass green?', { stream: true })).text();
  await (await ask('Hello', { tempreture: 1 })).text();
  await (await ask('Hello', { model: 'nope' })).text();
  const shown = () => opened.locator('#calls li:not([hidden])').count();
  await opened.getByText('4 calls', { exact: true }).waitFor();
  await opened.getByRole('searchbox', { name: 'Search' }).fill('WHY grass');
  await opened.getByText('1 of 4 calls').waitFor();
  await opened.getByRole('searchbox', { name: 'Search' }).fill('');
  for (const [filter, count] of [
    ['failed', 1],
    ['with warnings', 1],
    ['streams', 1],
    ['open', 0],
    ['all calls', 4],
  ] as const) {
    await opened.getByLabel('Show').selectOption(filter);
    expect(await shown(), filter).toBe(count);
  }
  await opened.getByRole('button', { name: 'Clear list' }).click();
  await opened.getByText('No calls yet.').waitFor();
});

test('the page forgets the calls that the emulator has forgotten', async () => {
  const opened = await open();
  for (let call = 0; call < 510; call += 1) await (await ask(`Question ${call}.`)).text();
  await row(opened, /Question 509\./).waitFor();
  await opened.getByText('500 calls', { exact: true }).waitFor();
  expect(await opened.locator('#calls li').count()).toBe(500);
  expect(await row(opened, /Question 9\./).count()).toBe(0);
});

// https://cheatsheetseries.owasp.org/cheatsheets/XSS_Filter_Evasion_Cheat_Sheet.html
test('nothing that a call holds becomes a part of the page', async () => {
  const opened = await open();
  const evil = `</pre></script><img src=x onerror="document.title='evil'"><svg onload="document.title='evil'">`;
  await queue({ reasoning: evil, deltas: [evil, evil], toolCalls: [{ name: 'weather', arguments: evil }] });
  const tools = [{ type: 'function', function: { name: 'weather', description: evil } }];
  await (await ask(evil, { stream: true, [evil]: 1, tools })).text();
  await queue({ failure: { status: 400, code: evil, message: evil } });
  await (await ask(evil, { model: evil })).text();
  await fetch(`${url}/api/v1/${encodeURIComponent(evil)}?q=${encodeURIComponent(evil)}`, {
    headers: { 'x-evil': evil },
  });
  await opened.getByText('3 calls', { exact: true }).waitFor();
  for (let place = 0; place < 3; place += 1) {
    await opened.locator('#calls button').nth(place).click();
    await section(opened, 'Response').waitFor();
    for (const fold of await opened.locator('article summary').all()) await fold.click();
    expect(
      await opened.locator('article :is(img, script, svg:not(.strip)), #calls :is(img, script, svg)').count(),
    ).toBe(0);
    expect(await opened.title()).not.toContain('evil');
    // The next view is not taken for this one.
    await opened.keyboard.press('Escape');
  }
});

test('the keyboard reaches a call and comes back to its row', async () => {
  const opened = await open();
  for (const content of ['First', 'Second', 'Third']) await (await ask(content)).text();
  await row(opened, /Third/).focus();
  await opened.keyboard.press('ArrowDown');
  await opened.keyboard.press('ArrowDown');
  await opened.keyboard.press('ArrowUp');
  const focused = () => opened.evaluate(() => document.activeElement?.textContent ?? '');
  expect(await focused()).toContain('Second');
  await opened.keyboard.press('End');
  expect(await focused()).toContain('First');
  await opened.keyboard.press('Enter');
  await section(opened, 'Answer').getByText('You said: First').waitFor();
  expect(await opened.evaluate(() => document.activeElement?.id)).toBe('call');
  await opened.keyboard.press('Escape');
  await expect.poll(focused).toContain('First');
  expect(await opened.locator('article section').count()).toBe(0);
});

test('the next answer and the next failure are queued, and a mistake is told', async () => {
  const opened = await open();
  const dialog = opened.getByRole('dialog', { name: 'Next answer' });
  await opened.getByRole('button', { name: 'Next answer' }).click();
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Light scatters.');
  await dialog.getByRole('button', { name: 'Queue' }).click();
  await opened.getByRole('button', { name: 'Next answer (1 waiting)' }).click();
  await dialog.getByLabel('Kind').selectOption('a failure');
  await dialog.getByRole('combobox', { name: 'Failure' }).selectOption('arrears');
  await dialog.getByText(/Access denied/).waitFor();
  await dialog.getByRole('button', { name: 'Queue' }).click();
  await opened.getByRole('button', { name: 'Next answer (2 waiting)' }).click();
  await dialog.getByLabel('Kind').selectOption('an answer as JSON');
  await dialog.getByLabel('Answer, as').fill('{ "txt": "Hello." }');
  await dialog.getByRole('button', { name: 'Queue' }).click();
  await dialog.getByRole('alert').getByText('A scripted answer has no field "txt".').waitFor();
  await dialog.getByLabel('Answer, as').fill('{ "text": ');
  await dialog.getByRole('button', { name: 'Queue' }).click();
  await dialog.getByRole('alert').getByText('JSON').waitFor();
  await opened.keyboard.press('Escape');
  const { choices } = (await (await ask('Why?')).json()) as { choices: { message: { content: string } }[] };
  expect(choices[0]!.message.content).toBe('Light scatters.');
  expect((await ask('Why?')).status).toBe(400);
  await opened.getByRole('button', { name: 'Next answer', exact: true }).waitFor();
});

test('on a phone a call takes the place of the list, and "back" of the browser returns', async () => {
  const opened = await open({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await (await ask('Why is the sky blue?')).text();
  await row(opened, /Why is the sky blue/).tap();
  await section(opened, 'Answer').waitFor();
  expect(await opened.getByRole('navigation').isVisible()).toBe(false);
  await opened.goBack();
  await row(opened, /Why is the sky blue/).waitFor();
  expect(await opened.locator('article').isVisible()).toBe(false);
  await opened.goForward();
  await section(opened, 'Answer').waitFor();
  await opened.getByRole('button', { name: 'Back to the list' }).tap();
  await row(opened, /Why is the sky blue/).waitFor();
});

test('the page finds an emulator that was started again, whose list is empty', async () => {
  const opened = await open();
  await (await ask('Why is the sky blue?')).text();
  await row(opened, /Why is the sky blue/).click();
  await section(opened, 'Answer').waitFor();
  await stop();
  await opened.getByText('not connected').waitFor();
  await start();
  await opened.getByText('live', { exact: true }).waitFor();
  await opened.getByText('No calls yet.').waitFor();
  expect(await opened.locator('article section').count()).toBe(0);
});
