import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkEdge } from './bundles.js';
import { installConsumer, listConsumers, makeProject, nameOf } from '../support/consumers.js';
import { checkCommand } from './command.js';
import { checkBun, checkDeclarations } from './declarations.js';
import { findManagers } from './managers.js';
import { checkNames } from './names.js';
import { checkFiles } from './package-files.js';
import { checkRecipes, checkServers } from './recipes.js';
import { install, succeed } from '../support/processes.js';
import { check, summarize } from '../support/report.js';
import { checkRuntimes, findRuntimes } from './runtimes.js';
import { checkLoads, checkSizes } from './sizes.js';
import { checkSnippets } from './snippets.js';
import { checkTypes } from './types.js';
import { checkWorkerd, findWorkerd } from './workerd.js';
import { checkWorkflow } from './workflow.js';
import { checkZod } from './zod.js';

// The package as users get it: built, packed and installed beside the releases of `ai` that it is for.
const project = fileURLToPath(new URL('../..', import.meta.url));
const parent = mkdtempSync(join(tmpdir(), 'ai-sdk-qwen-'));
try {
  const tarball = await pack();
  const consumers = listConsumers(project, parent);
  const typescript5 = makeProject(join(parent, 'typescript-5'));
  const [runtimes, workerd, managers] = await Promise.all([
    findRuntimes(parent),
    findWorkerd(parent),
    findManagers(parent),
    check('TypeScript 5 is at hand', async () => {
      await install(typescript5, ['typescript@5', 'bun-types@1']);
    }),
    ...consumers.map((consumer) =>
      check(`${nameOf(consumer)}: installs with no warning of ours`, () => installConsumer(consumer, tarball)),
    ),
  ]);

  const newest = consumers.filter((consumer) => consumer.newest);
  const [root] = newest;
  if (root === undefined) throw new Error('There is no consumer of the root entry.');
  await checkFiles(join(root.folder, 'node_modules/ai-sdk-qwen'));
  await checkSizes(root);
  await checkCommand(root, runtimes);
  await checkSnippets(root, runtimes);
  for (const consumer of newest) {
    await checkLoads(consumer);
    await checkEdge(consumer);
    if (workerd !== undefined) await checkWorkerd(consumer, workerd);
  }
  await Promise.all(consumers.filter(({ loads }) => loads).map((consumer) => checkRuntimes(consumer, runtimes)));
  const typed = consumers.filter(({ types }) => types);
  await Promise.all(typed.map((consumer) => checkTypes(consumer, { project, typescript5 })));
  await Promise.all(newest.map((consumer) => checkDeclarations(consumer, { project, typescript5 })));
  for (const consumer of newest) await checkServers(consumer, { project, typescript5 });
  await checkNames(join(root.folder, 'node_modules/ai-sdk-qwen'), typescript5);
  await checkBun(root, { project, typescript5 });
  await checkWorkflow(parent, tarball);
  await checkRecipes(parent, tarball, project);
  await checkZod(managers, parent, tarball);
} catch (error) {
  await check('the checks run to their end', () => {
    throw error;
  });
} finally {
  rmSync(parent, { recursive: true, force: true });
}
summarize();

async function pack(): Promise<string> {
  const output = await succeed('npm', ['pack', '--silent', '--pack-destination', parent], project);
  const file = /^\S+\.tgz$/m.exec(output)?.[0];
  if (file === undefined) throw new Error(`npm named no package: ${output}`);
  return join(parent, file);
}
