import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The Chromium of this machine; an error that says how to get one, if there is none. */
export function findChromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
  }
  const found = usualPlaces.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Error(
    'The browser tests need Chromium or Chrome, and found none. Install it (on Debian and Ubuntu: ' +
      'apt-get install chromium), or name one in the environment variable CHROMIUM_PATH.',
  );
}

export const chromiumArguments = [
  // It only opens pages of this machine, and runs as root in containers.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // With RenderDocument, Chromium can lose the request to close a page that navigates, and `close()` never returns:
  // https://github.com/microsoft/playwright/issues/42068. This list replaces Playwright's; the rest is from there.
  '--disable-features=RenderDocument,PaintHolding,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying',
];

/** @param microphone A WAV file that pages hear when they listen to the microphone. */
export async function launchChromium(microphone?: string): Promise<Browser> {
  const fake =
    microphone === undefined
      ? []
      : ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${microphone}%noloop`];
  return chromium.launch({ executablePath: findChromium(), headless: true, args: [...chromiumArguments, ...fake] });
}
