import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { examples } from '../../examples/runner/apps.js';

/** The README's picture of an app: what `draw` opens and fills. Made anew where UPDATE_PICTURES is set. */
export function testPicture(name: string, draw: () => Promise<Page>): void {
  const path = join(examples, name, 'picture.png');

  test('the picture of the app for the README is small (UPDATE_PICTURES=1 makes it anew)', async () => {
    if (process.env['UPDATE_PICTURES']) await (await draw()).screenshot({ path });
    expect(statSync(path).size).toBeLessThan(72 * 1024);
  });
}
