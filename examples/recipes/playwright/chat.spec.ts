import { expect, type Page } from '@playwright/test';
import { test } from './emulator';

async function ask(page: Page, question: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Message' }).fill(question);
  await page.getByRole('button', { name: 'Send' }).click();
}

test('an answer grows until it is whole', async ({ page, emulator }) => {
  // Longer than the second between two looks of Playwright.
  emulator.answerNext({ deltas: ['Light', ' scatters.'], deltaDelay: 2_000 });
  await ask(page, 'Why is the sky blue?');
  await expect(page.getByText('Light', { exact: true })).toBeVisible();
  await expect(page.getByText('Light scatters.')).toBeVisible();
  expect(emulator.calls).toMatchObject([{ body: { messages: [{ content: 'Why is the sky blue?' }] } }]);
});

test('a visitor reads what failed, and the next try works', async ({ page, emulator }) => {
  emulator.failNext('input-inspection');
  await ask(page, 'Why is the sky blue?');
  await expect(page.getByRole('alert')).toContainText('The content filter refused');
  await ask(page, 'Why is the sky blue?');
  await expect(page.getByText('You said: Why is the sky blue?')).toBeVisible();
});

test('the stop button ends the request to the service', async ({ page, emulator }) => {
  emulator.answerNext({ deltas: ['Light', ' scatters.'], deltaDelay: 60_000 });
  await ask(page, 'Why is the sky blue?');
  await expect(page.getByText('Light')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect.poll(() => emulator.calls[0]!.aborted).toBe(true);
});
