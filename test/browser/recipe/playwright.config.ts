import { join } from 'node:path';
import type { PlaywrightTestConfig } from '@playwright/test';
import recipe from '../../../examples/recipes/playwright/playwright.config.js';
import { chromiumArguments, findChromium } from '../chromium.js';

const root = join(import.meta.dirname, '../../..');
const port = '4290';
const url = `http://localhost:${port}`;
const webServer = Array.isArray(recipe.webServer) ? recipe.webServer[0]! : recipe.webServer!;

/** The recipe with an app of ours, in the browser of this machine. */
const config: PlaywrightTestConfig = {
  ...recipe,
  testDir: join(root, 'examples/recipes/playwright'),
  outputDir: join(root, 'test/browser/screenshots/playwright'),
  reporter: 'list',
  use: { baseURL: url, launchOptions: { executablePath: findChromium(), args: chromiumArguments } },
  webServer: {
    ...webServer,
    command: 'npx tsx --tsconfig test/tsconfig.json test/browser/recipe/app.ts',
    cwd: root,
    url,
    env: { ...webServer.env!, PORT: port },
  },
};
export default config;
