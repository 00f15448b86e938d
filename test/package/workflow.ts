import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeProject } from '../support/consumers.js';
import { install, succeed } from '../support/processes.js';
import { check } from '../support/report.js';

/** Checks that workflows of the Workflow SDK can store models, with its own compiler and runtime. */
export async function checkWorkflow(parent: string, tarball: string): Promise<void> {
  const folder = makeProject(join(parent, 'workflow'));
  await install(folder, [tarball, '@workflow/core@4', '@workflow/swc-plugin@4', '@swc/core@1.15.3']);
  copyFileSync(fileURLToPath(new URL('application/workflow.mjs', import.meta.url)), join(folder, 'workflow.mjs'));
  for (const entry of ['ai6', 'ai7']) {
    await check(`ai-sdk-qwen/${entry}: workflows store its models`, async () => {
      await succeed(process.execPath, ['workflow.mjs', entry], folder);
    });
  }
}
