import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll } from 'vitest';
import { serveApp, type AppUnderTest } from './app.js';
import { button, see, send } from './chat/page.js';
import { testAccess } from './next-chat-ai7/access.js';
import { testAnswers } from './next-chat-ai7/answers.js';
import { testChanges } from './next-chat-ai7/changes.js';
import { testFailures } from './next-chat-ai7/failures.js';
import { testFiles } from './next-chat-ai7/files.js';
import { testKept } from './next-chat-ai7/kept.js';
import { testRoutes } from './next-chat-ai7/routes.js';
import { testSpeech, writeRecording } from './next-chat-ai7/speech.js';
import { testTools } from './next-chat-ai7/tools.js';
import { toggle } from './next-chat-ai7/page.js';
import { testPicture } from './picture.js';

const folder = mkdtempSync(join(tmpdir(), 'chat-'));
const recording = join(folder, 'microphone.wav');
await writeRecording(recording);
const app = serveApp('next-chat-ai7', {
  environment: { DATABASE_FOLDER: join(folder, 'database') },
  microphone: recording,
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

testKept(app);
testChanges(app);
testAnswers(app);
testTools(app);
testFiles(app);
testSpeech(app);
testFailures(app);
testAccess(app);
testRoutes(app);
testPicture('next-chat-ai7', () => fillPicture(app));

async function fillPicture({ open }: AppUnderTest): Promise<Page> {
  const page = await open({ viewport: { width: 1000, height: 850 }, deviceScaleFactor: 0.7, colorScheme: 'light' });
  await button(page, 'How many squares are on a chess board?').click();
  await see(page, 'There are 204 squares');
  await button(page, 'Send').waitFor();
  await toggle(page, 'Think').click();
  await toggle(page, 'Search').click();
  await send(page, 'What is new on the ferries of Hong Kong?');
  await page.getByRole('region', { name: 'Sources' }).waitFor();
  await button(page, 'Answer again').nth(1).waitFor();
  await page.mouse.move(0, 0);
  return page;
}
