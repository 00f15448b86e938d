import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples, listApps } from './apps.js';

// Run by `npm version`: the apps name the package of the same commit.
const { version } = JSON.parse(readFileSync(join(examples, '../package.json'), 'utf8')) as { version: string };
for (const { folder } of listApps()) {
  const path = join(folder, 'package.json');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(/"ai-sdk-qwen": ".*?"/, `"ai-sdk-qwen": "${version}"`));
}
