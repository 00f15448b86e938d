// What needs a process of its own: `import PRELOADED SPECIFIER` and `image CONTESTANT node|edge`. Prints one number.
import { argv } from 'node:process';

/** Milliseconds of the processor that an import takes, behind another one. */
async function importing(preloaded: string, specifier: string): Promise<number> {
  if (preloaded !== '') await import(preloaded);
  const before = process.cpuUsage();
  await import(specifier);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Megabytes that the process grows by while it sends an image. */
async function sending(name: string, where: string): Promise<number> {
  const [{ loadContestants }, { imageSenders, withoutBuffer }] = await Promise.all([
    import('./contestants.js'),
    import('./rows/image.js'),
  ]);
  const send = imageSenders(await loadContestants(process.cwd())).get(name);
  if (send === undefined) throw new Error(`Nobody is called ${name}.`);
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  await (where === 'edge' ? withoutBuffer(send) : send());
  return process.resourceUsage().maxRSS / 1024 - before / 1024 / 1024;
}

const [kind, first = '', second = ''] = argv.slice(2);
console.log(await (kind === 'import' ? importing(first, second) : sending(first, second)));
