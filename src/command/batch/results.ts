import { existsSync } from 'node:fs';
import type { QwenBatchStatus } from '../../ai7.js';
import { isObject } from '../../util/json.js';
import { defineCommand } from '../command.js';
import { count } from '../count.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { readPositive } from '../read-arguments.js';
import type { Terminal } from '../terminal.js';
import { openJob, whenStopped, type OpenJob } from './open-job.js';
import { operand } from './operand.js';
import { pathsOf, type JobPaths } from './paths.js';
import { showProgress } from './progress.js';
import type { ResultFile } from './result-file.js';
import { checkUnchanged, needSettings, type JobSettings } from './settings.js';
import { commandLine, usageExit } from './words.js';

/** `npx ai-sdk-qwen batch results`: waits for the results of a job, and writes them. */
export const results = defineCommand({
  summary: 'Waits for the results of a batch job, and writes each once into a file of JSON lines.',
  notes: `It may be stopped or killed at any time, and goes on when it is run again. Lines that fail for a reason that may
pass are sent again.`,
  options: {
    file: operand,
    poll: { type: 'string', value: 'SECONDS', summary: 'seconds between two looks at a batch (default 60)' },
    json: { type: 'boolean', summary: 'prints the numbers of results as JSON' },
  },
  exits: { ok: 'every line has succeeded', found: 'a line has not', usage: usageExit },
  async run({ file, poll, json = false }, terminal) {
    const seconds = readPositive('poll', poll);
    const paths = pathsOf(file);
    const settings = await needSettings(paths);
    await checkUnchanged(paths, settings);
    const pollInterval = seconds === undefined ? undefined : Math.ceil(1_000 * seconds);
    const written = await collect(paths, settings, pollInterval, terminal);
    const summary: Summary = {
      out: written.path,
      lines: settings.file.lines,
      ...written.counts,
      missing: settings.file.lines - written.size,
      cancelled: existsSync(paths.cancelled),
    };
    terminal.print(json ? JSON.stringify(summary) : describe(summary, file));
    return codeOf(summary);
  },
});

interface Summary {
  /** The file of the results. */
  out: string;
  lines: number;
  succeeded: number;
  failed: number;
  refused: number;
  /** Lines without a result. */
  missing: number;
  cancelled: boolean;
}

/** Writes all results that are not written yet. */
async function collect(
  paths: JobPaths,
  settings: JobSettings,
  pollInterval: number | undefined,
  terminal: Terminal,
): Promise<ResultFile> {
  const progress = showProgress(settings.file.lines, terminal);
  let isCancelled = false;
  const onProgress = (status: QwenBatchStatus) => {
    progress.status(status);
    if (isCancelled || !existsSync(paths.cancelled)) return;
    // Another process has cancelled the batches, and this one must not send the lines again.
    isCancelled = true;
    open.job.cancel().catch(() => {});
  };
  const open: OpenJob = await openJob(paths, settings, { signal: terminal.stopped, onProgress, pollInterval });
  const { job, results: written } = open;
  try {
    isCancelled = existsSync(paths.cancelled);
    if (isCancelled) await job.cancel();
    for await (const result of job) {
      // A later run sends it.
      if (result.status === 'not-run') continue;
      const fields = 'error' in result ? { ...result, error: plain(result.error) } : result;
      written.write(result.index, result.status, fields);
      progress.written(written.size);
    }
  } catch (error) {
    throw whenStopped(error, paths, terminal);
  } finally {
    progress.end();
  }
  return written;
}

/** An error as JSON: its message, and the facts by which scripts tell errors apart. */
function plain(error: Error): object {
  const { name, message, statusCode, data } = error as Error & { statusCode?: number; data?: unknown };
  const { code, batchId, fileId } = isObject(data) ? data : {};
  return { name, message, statusCode, code, batchId, fileId };
}

function describe(summary: Summary, file: string): string {
  const { out, lines, succeeded, failed, refused, missing, cancelled } = summary;
  const parts = [
    `${succeeded.toLocaleString('en')} succeeded`,
    ...(failed > 0 ? [`${failed.toLocaleString('en')} failed`] : []),
    ...(refused > 0 ? [`${refused.toLocaleString('en')} were refused`] : []),
  ];
  const text = `${count(lines - missing, 'result')} in ${out}: ${parts.join(', ')}.`;
  if (missing === 0) return text;
  const without = `${count(missing, 'line')} without a result`;
  if (cancelled) return `${text}\n${without}: the job was cancelled. ${commandLine('submit', file)} sends them again.`;
  return `${text}\n${without}: the service did not run them. ${commandLine('results', file)} sends them again.`;
}

function codeOf({ succeeded, lines }: Summary): ExitCode {
  return succeeded === lines ? exitCodes.ok : exitCodes.found;
}
