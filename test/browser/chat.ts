import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { examples } from '../../examples/runner/apps.js';
import { serveApp, type AppUnderTest } from './app.js';
import { testAccess } from './chat/access.js';
import { testAnswers, testPictures, testTools } from './chat/answers.js';
import { testFailures, testStopping } from './chat/interruptions.js';
import { button, conversation, see } from './chat/page.js';
import { testEdge } from './chat/route.js';

/** What both chats must do; their AI SDKs are all that differs. */
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
    testPicture(app, name);
  });
}

function testPicture(app: AppUnderTest, name: string): void {
  const path = join(examples, name, 'picture.png');

  test('its picture for the README is small (UPDATE_PICTURES=1 makes it anew)', async () => {
    if (process.env['UPDATE_PICTURES']) {
      const page = await app.open({ viewport: { width: 720, height: 620 }, colorScheme: 'light' });
      await page.getByRole('checkbox', { name: 'Think first' }).check();
      await button(page, 'What time is it in Tokyo?').click();
      await see(page, 'The tool clock answered');
      await see(page, /tokens read/);
      await conversation(page).getByText('Thinking').first().click();
      await page.screenshot({ path });
    }
    expect(statSync(path).size).toBeLessThan(60 * 1024);
  });
}
