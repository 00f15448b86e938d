import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import { findApp } from '../../examples/runner/apps.js';
import { startEmulator, type RemoteEmulator } from '../../examples/runner/emulator.js';
import { installApp } from '../../examples/runner/install.js';
import { freePort } from '../../examples/runner/processes.js';
import { buildApp, startApp, type RunningApp } from '../../examples/runner/start.js';
import { launchChromium } from './chromium.js';

/** An app under test: built for production, started against an emulator of its own. */
export interface AppUnderTest {
  /** Such as `http://localhost:4310`. */
  readonly url: string;
  readonly emulator: RemoteEmulator;
  /** A new page, which shares nothing with the others, on the app's front page; closed after the test. */
  open: (options?: BrowserContextOptions) => Promise<Page>;
  /** Ends the app's process and starts it again, at the same address, with changes to its environment. */
  restart: (changes?: Record<string, string>) => Promise<void>;
  /** Saves what the page shows, in the ignored folder `screenshots`. */
  screenshot: (page: Page, name: string) => Promise<void>;
}

interface ServeOptions {
  /** The variables in the app's environment besides the emulator's addresses. */
  environment?: Record<string, string>;
  /** A WAV file that the browser hears when a page listens to the microphone. */
  microphone?: string;
}

const screenshots = join(import.meta.dirname, 'screenshots');

/**
 * Gives the tests of a file one of the apps in `examples`. Before each test the emulator forgets what it was told and
 * asked; a test fails when a page has thrown.
 */
export function serveApp(name: string, { environment = {}, microphone }: ServeOptions = {}): AppUnderTest {
  const app = findApp(name);
  let emulator: RemoteEmulator | undefined;
  let running: RunningApp | undefined;
  let browser: Browser | undefined;
  let pages: Page[] = [];
  let thrown: string[] = [];

  async function start(port: number, changes: Record<string, string> = {}): Promise<void> {
    running = await startApp(app, {
      port,
      environment: { ...emulator!.environment, ...environment, ...changes },
      production: true,
    });
  }

  beforeAll(async () => {
    await installApp(app, inject('tarball'));
    await buildApp(app);
    emulator = await startEmulator();
    // Files that run side by side ask for ports far apart.
    await start(await freePort(4300 + Number(process.env['VITEST_POOL_ID'] ?? 0) * 10));
    browser = await launchChromium(microphone);
  });

  afterAll(async () => {
    await browser?.close();
    await running?.process.stop();
    emulator?.stop();
  });

  beforeEach(async () => {
    await emulator!.reset();
    thrown = [];
  });

  afterEach(async ({ task }) => {
    const failed = task.result?.state === 'fail';
    for (const [index, page] of pages.entries()) {
      if (failed && !page.isClosed())
        await save(page, `failed-${name}-${task.name.replace(/\W+/g, '-').slice(0, 60)}-${index}`);
      await page.context().close();
    }
    pages = [];
    expect(thrown).toEqual([]);
  });

  return {
    get url() {
      return running!.url;
    },
    get emulator() {
      return emulator!;
    },
    async open(options = {}) {
      const context = await browser!.newContext({ viewport: { width: 1000, height: 800 }, ...options });
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => thrown.push(String(error)));
      pages.push(page);
      await page.goto(running!.url);
      return page;
    },
    async restart(changes) {
      const { port } = new URL(running!.url);
      await running!.process.stop();
      await start(Number(port), changes);
    },
    screenshot: (page, what) => save(page, `${name}-${what}`),
  };
}

async function save(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), animations: 'disabled' });
}
