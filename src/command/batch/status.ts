import { existsSync } from 'node:fs';
import { defineCommand } from '../command.js';
import { count } from '../count.js';
import { exitCodes } from '../exit-codes.js';
import { openJob } from './open-job.js';
import { operand } from './operand.js';
import { withoutTimes } from './part.js';
import { pathsOf } from './paths.js';
import { needSettings } from './settings.js';
import { commandLine, usageExit } from './words.js';

/** `npx ai-sdk-qwen batch status`: what the service has done of a job. */
export const status = defineCommand({
  summary: 'Shows what the service has done of a batch job, and changes nothing.',
  options: { file: operand, json: { type: 'boolean', summary: 'prints the state as JSON' } },
  exits: { ok: 'the state was shown', usage: usageExit },
  async run({ file, json = false }, terminal) {
    const paths = pathsOf(file);
    const settings = await needSettings(paths);
    const { job, results } = await openJob(paths, settings, { signal: terminal.stopped });
    const { parts } = await job.status();
    const cancelled = existsSync(paths.cancelled);
    const batches = parts.map(withoutTimes);
    const { lines } = settings.file;
    if (json) {
      terminal.print(JSON.stringify({ model: settings.model, lines, results: results.counts, cancelled, batches }));
      return exitCodes.ok;
    }
    terminal.print(
      `${file}: ${count(lines, 'line')} for ${settings.model}, ${count(results.size, 'result')} in ${results.path}` +
        `${cancelled ? ', cancelled' : ''}.`,
    );
    for (const { batchId, status: state, lines: all, completed, failed } of batches) {
      const failures = failed > 0 ? `, ${failed.toLocaleString('en')} failed` : '';
      const done = `${completed.toLocaleString('en')} of ${count(all, 'line')} done${failures}`;
      terminal.print(`  ${batchId ?? 'no batch yet'}  ${state.replaceAll('_', ' ')}  ${done}`);
    }
    if (results.size < lines) terminal.print(`${commandLine('results', file)} waits for the results.`);
    return exitCodes.ok;
  },
});
