import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { defineCommand } from '../command.js';
import { exitCodes } from '../exit-codes.js';
import { openJob } from './open-job.js';
import { operand } from './operand.js';
import { pathsOf } from './paths.js';
import { needSettings } from './settings.js';
import { commandLine, usageExit } from './words.js';

/** `npx ai-sdk-qwen batch cancel`: ends the batches of a job. */
export const cancel = defineCommand({
  summary: 'Cancels the open batches of a job. What is done is billed, and has results.',
  options: { file: operand },
  exits: { ok: 'the job was cancelled', usage: usageExit },
  async run({ file }, terminal) {
    const paths = pathsOf(file);
    const settings = await needSettings(paths);
    const { job } = await openJob(paths, settings, { signal: terminal.stopped });
    const isCancelled = existsSync(paths.cancelled);
    // A process that reads the results at this moment must see it before it sends lines again.
    writeFileSync(paths.cancelled, '');
    try {
      await job.cancel();
    } catch (error) {
      if (!isCancelled) rmSync(paths.cancelled, { force: true });
      throw error;
    }
    terminal.print(`Cancelled. ${commandLine('results', file)} writes the results of what was done.`);
    return exitCodes.ok;
  },
});
