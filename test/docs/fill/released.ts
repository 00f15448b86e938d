import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages, root } from '../../support/pages.js';
import { withoutUnreleased } from './unreleased.js';

// `npm version`: takes out what the pages say until the package is on npm.
for (const page of pages()) {
  const path = join(root, page);
  const text = readFileSync(path, 'utf8');
  const released = withoutUnreleased(text);
  if (released !== text) writeFileSync(path, released);
}
