import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { serveApp, type AppUnderTest } from './app.js';
import { testAccess } from './chat/access.js';
import { testAnswers, testPictures, testTools } from './chat/answers.js';
import { testFailures, testStopping } from './chat/interruptions.js';
import { button, conversation, see } from './chat/page.js';
import { testEdge } from './chat/route.js';
import { testPicture } from './picture.js';

/** The tests of both chats; only their AI SDKs differ. */
export function testChat(name: string, postOf: (text: string) => unknown): void {
  describe(name, () => {
    const app = serveApp(name);
    testAnswers(app);
    testTools(app);
    testPictures(app);
    testStopping(app);
    testFailures(app);
    testAccess(app);
    testEdge(app, postOf);
    testPicture(name, () => fillPicture(app));
  });
}

async function fillPicture(app: AppUnderTest): Promise<Page> {
  const page = await app.open({ viewport: { width: 720, height: 620 }, colorScheme: 'light' });
  await page.getByRole('checkbox', { name: 'Think first' }).check();
  await button(page, 'What time is it in Tokyo?').click();
  await see(page, 'The tool clock answered');
  await see(page, /tokens read/);
  await conversation(page).getByText('Thinking').first().click();
  return page;
}
