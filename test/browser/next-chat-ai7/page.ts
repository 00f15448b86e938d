import type { Page } from 'playwright-core';

/** A switch of the composer; proposals have longer names. */
export const toggle = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
