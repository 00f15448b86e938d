import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Findings of axe in a page that would keep people out: a line for each place. */
export async function findViolations(page: Page): Promise<string[]> {
  // A script tag would be refused by the policy of a strict page.
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  });
}
