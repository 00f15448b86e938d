import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { stripes } from '../../../examples/picture.js';
import type { AppUnderTest } from '../app.js';

export const self = 'This is the ai-sdk-qwen emulator, not a model.';

export const message = (page: Page) => page.getByRole('textbox', { name: 'Message' });
export const button = (page: Page, name: string) => page.getByRole('button', { name });
export const conversation = (page: Page) => page.getByRole('list', { name: 'Conversation' });

export async function send(page: Page, text: string): Promise<void> {
  await message(page).fill(text);
  await button(page, 'Send').click();
}

/** Waits for a text in the conversation; what screen readers are told says it once more. */
export async function see(page: Page, text: string | RegExp): Promise<Locator> {
  const found = conversation(page).getByText(text).last();
  await found.waitFor();
  return found;
}

/** An answer so slow that a test can look at it half way. */
export const slow = { deltas: ['The sky', ' scatters', ' blue light', ' the most.'], deltaDelay: 700 };

/** The time that a test waits for the emulator to notice. */
export const patience = { timeout: 10_000 };

export const bodies = async ({ emulator }: AppUnderTest) =>
  (await emulator.calls()).map(({ body }) => body as { model: string } & Record<string, unknown>);

type Colours = Parameters<typeof stripes>[2];
const german: Colours = [
  [0, 0, 0],
  [221, 0, 0],
  [255, 206, 0],
];

/** Chooses a picture of a flag, which is not sent yet. */
export async function attach(page: Page, width = 96, height = 64): Promise<void> {
  const buffer = Buffer.from(stripes(width, height, german));
  await page.getByLabel('Add pictures').setInputFiles({ name: 'flag.png', mimeType: 'image/png', buffer });
  await page.getByText('flag.png').waitFor();
}

/** One of everything. */
export async function fillUp({ emulator }: AppUnderTest, page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Think first' }).check();
  await page.getByRole('checkbox', { name: 'Use tools' }).check();
  await send(page, 'What time is it in Tokyo?');
  await see(page, 'The tool clock answered');
  await button(page, 'Send').waitFor();
  await page.getByRole('checkbox', { name: 'Use tools' }).uncheck();
  await attach(page);
  await send(page, 'Which flag is this?');
  await see(page, 'Item 1 is an image');
  await button(page, 'Send').waitFor();
  await emulator.failNext('input-inspection');
  await send(page, 'Are you there?');
  const retry = button(page, 'Try again');
  await retry.waitFor();
  // It is scrolled to.
  expect((await retry.boundingBox())!.y).toBeLessThan((await message(page).boundingBox())!.y - 20);
}
