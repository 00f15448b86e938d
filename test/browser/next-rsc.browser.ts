import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { serveApp } from './app.js';
import { findViolations } from './axe.js';
import { testPicture } from './picture.js';

const app = serveApp('next-rsc');

const card = (page: Page, city: string) => page.getByRole('region', { name: `Weather in ${city}` });
const problem = (page: Page) => page.getByRole('log').getByRole('alert');

async function ask(page: Page, question: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Question' });
  await field.fill(question);
  await field.press('Enter');
}

/** The messages of each chat request, without the system's. */
async function conversations(): Promise<object[][]> {
  const calls = await app.emulator.calls();
  return calls.map(({ body }) => (body as { messages: object[] }).messages.slice(1));
}

test('a component that a tool call makes comes after its loading state', async () => {
  const page = await app.open();
  await ask(page, 'What is the weather in Hangzhou?');
  await page.getByText('Looking up the weather in Hangzhou…').waitFor();
  expect(await card(page, 'Hangzhou').count()).toBe(0);
  await app.screenshot(page, 'loading');
  await card(page, 'Hangzhou').waitFor();
  expect(await page.getByText('Looking up the weather').count()).toBe(0);
  expect(await card(page, 'Hangzhou').getByRole('row').allTextContents()).toEqual([
    'DaySkyLowestHighest',
    expect.stringMatching(/^Today(sunny|cloudy|rainy)\d+°\d+°$/),
    expect.stringMatching(/^Tomorrow(sunny|cloudy|rainy)\d+°\d+°$/),
    expect.stringMatching(/^In two days(sunny|cloudy|rainy)\d+°\d+°$/),
  ]);
});

test('a streamable value grows before it is complete', async () => {
  await app.emulator.answerNext(
    { toolCalls: [{ name: 'weather', arguments: { city: 'Oslo' } }] },
    { deltas: ['Dear Ada,', ' the fjord', ' is grey', ' and lovely.'], deltaDelay: 500 },
  );
  const page = await app.open();
  await ask(page, 'How is Oslo?');
  await page.getByRole('button', { name: 'Write a postcard' }).click();
  const postcard = card(page, 'Oslo').getByRole('blockquote');
  await postcard.getByText('Dear Ada,').waitFor();
  expect(await postcard.textContent()).not.toContain('lovely');
  await postcard.getByText('Dear Ada, the fjord is grey and lovely.').waitFor();
  await page.getByRole('button', { name: 'Write another' }).waitFor();
  await app.screenshot(page, 'light');
});

test('an answer without a tool call is text that grows', async () => {
  await app.emulator.answerNext({ deltas: ['Take', ' the night', ' train', ' to Zagreb.'], deltaDelay: 500 });
  const page = await app.open();
  await ask(page, 'How do I get to Zagreb?');
  const answer = page.getByRole('article', { name: 'How do I get to Zagreb?' }).locator('.answer');
  await answer.getByText('Take').waitFor();
  expect(await answer.textContent()).not.toContain('Zagreb');
  await answer.getByText('Take the night train to Zagreb.').waitFor();
});

test('the AI state keeps questions, tool results and postcards for the next turn', async () => {
  const page = await app.open({ viewport: { width: 375, height: 800 }, colorScheme: 'dark' });
  await page.getByRole('button', { name: 'What is the weather in Hangzhou?' }).click();
  await card(page, 'Hangzhou').waitFor();
  await app.emulator.answerNext({ text: 'Dear Ada, it rains.' });
  await page.getByRole('button', { name: 'Write a postcard' }).click();
  await page.getByRole('button', { name: 'Write another' }).waitFor();
  await app.emulator.answerNext({ toolCalls: [{ name: 'weather', arguments: { city: 'Lisbon' } }] });
  await page.getByRole('button', { name: 'And in Lisbon?' }).click();
  await card(page, 'Lisbon').waitFor();
  expect(await card(page, 'Hangzhou').getByText('Dear Ada, it rains.').count()).toBe(1);
  const kept = [
    { role: 'user', content: 'What is the weather in Hangzhou?' },
    { role: 'assistant', tool_calls: [{ function: { name: 'weather', arguments: '{"city":"Hangzhou"}' } }] },
    { role: 'tool', content: expect.stringContaining('"city":"Hangzhou","sky"') },
  ];
  const postcard = { role: 'user', content: expect.stringContaining('postcard of three sentences from Hangzhou') };
  expect(await conversations()).toMatchObject([
    kept.slice(0, 1),
    [...kept, postcard],
    [
      ...kept,
      postcard,
      { role: 'assistant', content: 'Dear Ada, it rains.' },
      { role: 'user', content: 'And in Lisbon?' },
    ],
  ]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  await app.screenshot(page, 'phone-dark');
});

test('a stop ends the request to the service, and the text so far stays', async () => {
  await app.emulator.answerNext({ deltas: ['Take', ' the night', ' train', ' to Zagreb.'], deltaDelay: 4_000 });
  const page = await app.open();
  await page.getByText('Where are you going?').waitFor();
  await ask(page, 'How do I get to Zagreb?');
  await page.locator('.answer').getByText('Take').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Ask', exact: true }).waitFor();
  expect(await page.locator('.answer').textContent()).not.toContain('Zagreb');
  await expect.poll(async () => (await app.emulator.calls())[0]?.aborted, { timeout: 10_000 }).toBe(true);
  expect(await problem(page).count()).toBe(0);
  await app.emulator.answerNext({ text: 'By bus.' });
  await ask(page, 'And without a train?');
  await page.getByText('By bus.').waitFor();
  expect((await conversations()).at(-1)).toMatchObject([
    { role: 'user' },
    { role: 'assistant', content: expect.stringMatching(/^Take/) },
    { role: 'user', content: 'And without a train?' },
  ]);
});

test('an answer that is stopped before its first word can be asked for again', async () => {
  await app.emulator.answerNext({ text: 'Too late.', firstTokenDelay: 60_000 });
  const page = await app.open();
  await ask(page, 'How do I get to Zagreb?');
  await expect.poll(async () => (await app.emulator.calls()).length, { timeout: 10_000 }).toBe(1);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Stopped.').waitFor();
  await app.emulator.answerNext({ text: 'By the night train.' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('By the night train.').waitFor();
});

test('a failed request shows what to do, and the question works when it is asked again', async () => {
  await app.emulator.failNext('arrears');
  const page = await app.open();
  await ask(page, 'What is the weather in Hangzhou?');
  await problem(page)
    .filter({ hasText: /There is no answer at the moment\. \(request \S+\)/ })
    .waitFor();
  await app.screenshot(page, 'error');
  await page.getByRole('button', { name: 'Try again' }).click();
  await card(page, 'Hangzhou').waitFor();
  expect(await problem(page).count()).toBe(0);
  expect(await page.getByRole('article').count()).toBe(1);
  expect((await conversations()).at(-1)).toEqual([{ role: 'user', content: 'What is the weather in Hangzhou?' }]);
});

test('a text that breaks off stays, with what happened below it', async () => {
  await app.emulator.answerNext({
    deltas: ['Take', ' the', ' night train.'],
    deltaDelay: 300,
    failAfter: { deltas: 2, form: 'cut' },
  });
  const page = await app.open();
  await ask(page, 'How do I get to Zagreb?');
  await problem(page).filter({ hasText: 'There is no answer at the moment' }).waitFor();
  expect(await page.locator('.answer').textContent()).toMatch(/^Take( the)?That did not work\./);
  await app.screenshot(page, 'broken-off');
  await app.emulator.answerNext({ text: 'By the night train.' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('By the night train.').waitFor();
  expect(await problem(page).count()).toBe(0);
});

test('a tool call that breaks off is an error and not an endless wait', async () => {
  await app.emulator.answerNext({
    toolCalls: [{ name: 'weather', arguments: { city: 'Reykjavik, the capital of Iceland' } }],
    deltaDelay: 100,
    failAfter: { deltas: 4, form: 'cut' },
  });
  const page = await app.open();
  await ask(page, 'How is Reykjavik?');
  await problem(page).waitFor();
  expect(await page.getByText('Thinking…').count()).toBe(0);
  await app.emulator.answerNext({ toolCalls: [{ name: 'weather', arguments: { city: 'Reykjavik' } }] });
  await page.getByRole('button', { name: 'Try again' }).click();
  await card(page, 'Reykjavik').waitFor();
});

test('a postcard that fails says why, and can be written again', async () => {
  await app.emulator.answerNext({ toolCalls: [{ name: 'weather', arguments: { city: 'Oslo' } }] });
  await app.emulator.failNext('output-inspection');
  const page = await app.open();
  await ask(page, 'How is Oslo?');
  await page.getByRole('button', { name: 'Write a postcard' }).click();
  await problem(page).filter({ hasText: 'The content filter refused' }).waitFor();
  await app.emulator.answerNext({ text: 'Dear Ada, all is well.' });
  await page.getByRole('button', { name: 'Write a postcard' }).click();
  await page.getByText('Dear Ada, all is well.').waitFor();
  expect(await problem(page).count()).toBe(0);
});

test.each(['light', 'dark'] as const)('nothing that axe knows of keeps anybody out, in %s', async (colorScheme) => {
  const page = await app.open({ colorScheme });
  expect(await findViolations(page)).toEqual([]);
  await app.emulator.failNext('arrears');
  await ask(page, 'Where to?');
  await problem(page).waitFor();
  await app.emulator.answerNext(
    { toolCalls: [{ name: 'weather', arguments: { city: 'Oslo' } }] },
    { text: 'Dear Ada,' },
  );
  await ask(page, 'How is Oslo?');
  await page.getByRole('button', { name: 'Write a postcard' }).click();
  await page.getByRole('button', { name: 'Write another' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
});

testPicture('next-rsc', async () => {
  const page = await app.open({ viewport: { width: 720, height: 620 }, colorScheme: 'light' });
  await page.getByRole('button', { name: 'What is the weather in Hangzhou?' }).click();
  await card(page, 'Hangzhou').waitFor();
  await page.getByRole('button', { name: 'Write a postcard' }).click();
  await page.getByRole('button', { name: 'Write another' }).waitFor();
  return page;
});
