import type { TestProject } from 'vitest/node';
import { packPackage } from '../../examples/runner/install.js';
import { findChromium } from './chromium.js';

declare module 'vitest' {
  interface ProvidedContext {
    tarball: string;
  }
}

/** Once for all files: is there a browser, and the package that all apps install. */
export default async function setup({ provide }: TestProject): Promise<void> {
  findChromium();
  provide('tarball', await packPackage());
}
