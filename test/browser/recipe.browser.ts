import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

test('the recipe for Playwright passes as its users would run it', async () => {
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const config = join(import.meta.dirname, 'recipe/playwright.config.ts');
  const words = [playwright, 'test', '--config', config, '--tsconfig', join(root, 'test/tsconfig.json')];
  const running = promisify(execFile)(process.execPath, words, { cwd: root });
  // A failing run says on stdout which test failed, and why.
  const { stdout } = await running.catch((error: { stdout: string }) => error);
  expect(stdout).toContain('3 passed');
  expect(stdout).not.toMatch(/\d (?:failed|flaky)/);
});
