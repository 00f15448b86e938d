import { expect, test } from 'vitest';
import { serveApp } from './app.js';

const app = serveApp('next-chat');

test('an answer grows before it is complete', async () => {
  await app.emulator.answerNext({ deltas: ['The sky', ' scatters', ' blue light', ' the most.'], deltaDelay: 500 });
  const page = await app.open();
  await page.getByRole('textbox', { name: 'Message' }).fill('Why is the sky blue?');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('The sky').waitFor();
  expect(await page.getByText('the most.').count()).toBe(0);
  await page.getByText('The sky scatters blue light the most.').waitFor();
  await app.screenshot(page, 'answer');
});
