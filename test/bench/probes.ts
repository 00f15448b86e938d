// Work that needs a new process: `import PRELOADED SPECIFIER`, `call SPECIFIER plain|options` and
// `image CONTESTANT node|edge`. Prints one number.
import { argv } from 'node:process';

/** Milliseconds of the processor that an import takes, behind another one. */
async function importing(preloaded: string, specifier: string): Promise<number> {
  if (preloaded !== '') await import(preloaded);
  const before = process.cpuUsage();
  await import(specifier);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Milliseconds of the processor from the import of a provider to the end of its first call. */
async function callingFirst(specifier: string, how: string): Promise<number> {
  const [{ callWithOptions, entries, expectSame, loadContestant, read, shortCall }, payloads, { streamFetch }] =
    await Promise.all([import('./contestants.js'), import('./payloads.js'), import('./fetches.js')]);
  const entry = entries.find((one) => one.specifier === specifier);
  if (entry === undefined) throw new Error(`There is no contestant ${specifier}.`);
  const { buffers, content } = payloads.textStream(['Small ', 'pools.'], 1);
  const fetch = streamFetch(buffers);
  // The web streams of Node itself load at their first use, which is nobody's cost.
  await (await fetch('http://127.0.0.1/')).text();
  const before = process.cpuUsage();
  const { chat } = await loadContestant(entry, process.cwd());
  const { stream } = await chat(fetch).doStream(how === 'options' ? callWithOptions : shortCall);
  const text = await read(stream);
  const { user, system } = process.cpuUsage(before);
  expectSame(specifier, text, content);
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
const probes: Record<string, (first: string, second: string) => Promise<number>> = {
  import: importing,
  call: callingFirst,
  image: sending,
};
const probe = probes[kind ?? ''];
if (probe === undefined) throw new Error(`There is no probe ${kind}.`);
console.log(await probe(first, second));
