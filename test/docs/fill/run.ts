import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages, read, root } from '../../support/pages.js';
import { fill } from './fill.js';

// `npm run docs`: makes the generated parts of all pages anew.
for (const page of pages()) {
  const written = read(page);
  const filled = await fill(written);
  if (filled === written) continue;
  writeFileSync(join(root, page), filled);
  console.log(`filled ${page}`);
}
