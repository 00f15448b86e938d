import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { serveApp } from './app.js';
import { findViolations } from './axe.js';
import { testPicture } from './picture.js';

const folder = mkdtempSync(join(tmpdir(), 'search-'));
const app = serveApp('search', { environment: { DATABASE_FOLDER: folder } });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const field = (page: Page) => page.getByRole('searchbox', { name: 'What are you looking for?' });
const hits = (page: Page) => page.getByRole('region', { name: 'Results' }).getByRole('listitem');
const embedButton = (page: Page) => page.getByRole('button', { name: /^Embed the/ });

async function search(page: Page, query: string): Promise<void> {
  await field(page).fill(query);
  await field(page).press('Enter');
}

/** A page whose texts have been embedded, here or by a test before. */
async function openEmbedded(...options: Parameters<typeof app.open>): Promise<Page> {
  const page = await app.open(...options);
  if (await embedButton(page).isVisible()) {
    await embedButton(page).click();
    await field(page).waitFor();
  }
  await app.emulator.reset();
  return page;
}

/** The texts of all embedding requests that were answered. */
async function embeddedTexts(): Promise<string[]> {
  const calls = await app.emulator.calls();
  return calls
    .filter(({ path, status }) => path.endsWith('/text-embedding') && status === 200)
    .flatMap(({ body }) => (body as { input: { texts: string[] } }).input.texts);
}

test('embedding shows its progress, and after an error goes on from what is stored', async () => {
  // Three requests a step: the first two steps succeed.
  await app.emulator.answerNext({}, {}, {}, {}, {}, {});
  await app.emulator.failNext('input-inspection');
  const page = await app.open();
  const seen = await page.getByRole('progressbar').evaluateHandle((bar: HTMLProgressElement) => {
    const values = [bar.value];
    new MutationObserver(() => values.push(bar.value)).observe(bar, { attributes: true });
    return values;
  });
  await embedButton(page).click();
  await page.getByRole('alert').filter({ hasText: 'The content filter refused' }).waitFor();
  await page.getByText('60 of 300 texts embedded').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await app.screenshot(page, 'embedding-error');

  await app.emulator.reset();
  await page.getByRole('button', { name: 'Embed the rest' }).click();
  await page.getByText('Embedding…').waitFor();
  await app.screenshot(page, 'embedding');
  await field(page).waitFor();
  expect(new Set(await embeddedTexts()).size).toBe(240);
  expect((await embeddedTexts()).length).toBe(240);
  const values = await seen.jsonValue();
  expect(values).toEqual(values.toSorted((one, other) => one - other));
  expect(values.filter((value) => value > 60 && value < 300).length).toBeGreaterThan(1);
});

test('the text that fits stands first, and keyboard focus stays in the field', async () => {
  const page = await openEmbedded({ colorScheme: 'dark' });
  await search(page, 'How does a bee tell the others where the flowers are?');
  await page.getByRole('status').filter({ hasText: '8 texts for “How does a bee' }).waitFor();
  expect(await hits(page).first().textContent()).toMatch(
    /^1A bee tells the others where flowers are by dancing\.Beesscore 0\.\d{3}$/,
  );
  const scores = (await hits(page).allTextContents()).map((text) => Number(/score ([\d.]+)/.exec(text)![1]));
  expect(scores).toEqual(scores.toSorted((one, other) => other - one));
  expect(await page.locator('[id="query"]:focus').count()).toBe(1);
  expect(new URL(page.url()).searchParams.get('q')).toBe('How does a bee tell the others where the flowers are?');
  await app.screenshot(page, 'dark');
});

test('the picture has a dot for every text, and marks the query and what was found', async () => {
  const page = await openEmbedded();
  await search(page, 'Which chess piece becomes a queen?');
  await hits(page).first().getByText('A pawn that reaches the last row becomes a queen.').waitFor();
  const picture = page.getByRole('img', { name: /^300 texts on a plane/ });
  expect(await picture.locator('circle.text').count()).toBe(300);
  expect(await picture.locator('text').allTextContents()).toEqual(['8', '7', '6', '5', '4', '3', '2', '1']);
  expect(await picture.locator('path.query').count()).toBe(1);
  // A link of somebody's own making.
  await page.goto(`${app.url}/?q=honey&q=jar`);
  await page.getByRole('status').filter({ hasText: '8 texts for “honey jar”' }).waitFor();
  await app.screenshot(page, 'light');
});

test('an example query is searched for', async () => {
  const page = await openEmbedded();
  await page.getByRole('navigation', { name: 'Example queries' }).getByText('Why does honey never spoil?').click();
  await hits(page).first().getByText('Honey never spoils if the jar stays closed.').waitFor();
  expect(await page.getByRole('navigation', { name: 'Example queries' }).count()).toBe(0);
});

test('a dot says its text when a finger touches it', async () => {
  const page = await openEmbedded({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
  await page.getByText('Point at a dot, or touch it').waitFor();
  const dot = page
    .getByRole('img', { name: /^300 texts on a plane/ })
    .locator('circle.text')
    .first();
  await dot.scrollIntoViewIfNeeded();
  const { x, y } = (await dot.boundingBox())!;
  // Beside it: a finger is not exact.
  await page.touchscreen.tap(x + 1, y + 1);
  await expect.poll(() => page.locator('.pointed-text').textContent()).toMatch(/^[A-Z]\w.*: [A-Z].*\.$/);
  expect(await page.locator('circle.pointed').count()).toBe(1);
});

test('after a restart the database answers, and only the query is embedded', async () => {
  const before = await openEmbedded();
  // Its connection would keep the server waiting.
  await before.context().close();
  await app.restart();
  const page = await app.open();
  await search(page, 'Water the tomatoes at the root');
  await hits(page).first().getByText('Water tomatoes at the root and never over the leaves.').waitFor();
  expect(await embeddedTexts()).toEqual(['Water the tomatoes at the root']);
  expect((await app.emulator.calls()).length).toBe(1);
});

test('vectors from another address are not searched, and are still there when their address is', async () => {
  const before = await openEmbedded();
  await before.context().close();
  const { DASHSCOPE_HTTP_BASE_URL: address = '' } = app.emulator.environment;
  await app.restart({ DASHSCOPE_HTTP_BASE_URL: address.replace('127.0.0.1', 'localhost') });
  const elsewhere = await app.open();
  await elsewhere.getByText('0 of 300 texts embedded').waitFor();
  await elsewhere.context().close();
  await app.restart();
  const page = await app.open();
  await field(page).waitFor();
  expect(await embedButton(page).count()).toBe(0);
});

test('reranking asks the reranking model and shows its order', async () => {
  const page = await openEmbedded({ viewport: { width: 375, height: 800 } });
  await search(page, 'night train');
  await hits(page).first().getByText('The night train leaves at ten').waitFor();
  // The query's vector as usual; then the last of the nearest texts is found the best.
  await app.emulator.answerNext({}, { scores: Array.from({ length: 24 }, (_, index) => (index + 1) / 25) });
  await page.getByRole('checkbox', { name: 'Rerank with qwen3-rerank' }).check();
  await hits(page).first().getByText('vector search: place 24').waitFor();
  expect(await hits(page).first().textContent()).toContain('score 0.960');
  expect(await hits(page).getByText('The night train leaves at ten').count()).toBe(0);
  const call = (await app.emulator.calls()).at(-1)!;
  const { documents, ...body } = call.body as { documents: string[] };
  expect(call.path).toBe('/compatible-api/v1/reranks');
  expect(body).toMatchObject({ model: 'qwen3-rerank', query: 'night train', top_n: 8 });
  expect(documents[0]).toBe('Railways: The night train leaves at ten and arrives before breakfast.');
  expect(documents.length).toBe(24);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  await app.screenshot(page, 'phone-reranked');
});

test('an error of the service is shown, and the same search works when it is tried again', async () => {
  const page = await openEmbedded();
  await app.emulator.failNext('arrears');
  await search(page, 'Why does honey never spoil?');
  await page.getByRole('alert').filter({ hasText: 'There is no answer at the moment' }).waitFor();
  await app.screenshot(page, 'error');
  await page.getByRole('button', { name: 'Search' }).click();
  await hits(page).first().getByText('Honey never spoils if the jar stays closed.').waitFor();
  expect(await page.getByRole('alert').filter({ hasText: 'There is no answer' }).count()).toBe(0);
});

test.each(['light', 'dark'] as const)('nothing that axe knows of keeps anybody out, in %s', async (colorScheme) => {
  const page = await openEmbedded({ colorScheme });
  expect(await findViolations(page)).toEqual([]);
  await app.emulator.answerNext({}, { scores: Array.from({ length: 24 }, (_, index) => (index + 1) / 25) });
  await page.goto(`${app.url}/?q=honey&rerank=on`);
  await hits(page).first().waitFor();
  expect(await findViolations(page)).toEqual([]);
  await app.emulator.failNext('arrears');
  await search(page, 'wax');
  await page.getByRole('alert').filter({ hasText: 'There is no answer' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
});

testPicture('search', async () => {
  const width = 1120;
  const page = await openEmbedded({
    viewport: { width, height: 600 },
    deviceScaleFactor: 0.55,
    colorScheme: 'light',
  });
  await page.goto(`${app.url}/?q=${encodeURIComponent('How do bees find flowers?')}`);
  await hits(page).first().waitFor();
  // As far as the plot and its legend go, and cut between two results.
  const { y, height } = (await hits(page).nth(4).boundingBox())!;
  await page.setViewportSize({ width, height: Math.round(y + height + 4) });
  return page;
});
