import { fileJournal } from '../../batch/index.js';
import { isObject, type JSONObject } from '../../util/json.js';
import { UsageError } from '../exit-codes.js';
import type { JobPaths } from './paths.js';
import { readFacts } from './lines.js';
import type { ScannedFile } from './scan.js';

/** The settings of a submitted job: the first line of its journal, so that no later command needs an option. */
export interface JobSettings {
  run: string;
  model: string;
  /** The base URL of the OpenAI-compatible protocol. */
  baseURL: string;
  modelOptions?: JSONObject | undefined;
  schema?: JSONObject | undefined;
  /** Hours that a batch may take. */
  hours?: number | undefined;
  /** Lines of a batch. */
  maxLines?: number | undefined;
  /** Tries of a line. */
  maxAttempts?: number | undefined;
  keepFiles?: boolean | undefined;
  /** The file of the results, seen from the folder of the lines: a job can move with its folder. */
  out: string;
  file: ScannedFile;
}

/** The line of the settings, among the entries of the library. */
export function settingsLine(settings: JobSettings): string {
  return JSON.stringify({ t: 'command', v: 1, settings });
}

/** The settings of a job that was submitted; undefined if none was. */
export async function readSettings({ journal }: JobPaths): Promise<JobSettings | undefined> {
  for await (const line of fileJournal(journal).load() as AsyncIterable<string>) {
    const entry: unknown = line.startsWith('{"t":"command"') ? JSON.parse(line) : undefined;
    if (isObject(entry) && isSettings(entry.settings)) return entry.settings;
    throw new UsageError(`${journal} is not a journal that this command wrote.`);
  }
  return undefined;
}

/** True for settings with the fields that every job has: a journal may have been edited by hand. */
function isSettings(value: unknown): value is JobSettings & JSONObject {
  if (!isObject(value) || !isObject(value.file)) return false;
  const { run, model, baseURL, out } = value;
  return [run, model, baseURL, out].every((field) => typeof field === 'string');
}

/** The settings of the job of a file. Throws if there is none. */
export async function needSettings(paths: JobPaths): Promise<JobSettings> {
  const settings = await readSettings(paths);
  if (settings !== undefined) return settings;
  throw new UsageError(`No job of ${paths.file} was submitted: there is no ${paths.journal}.`);
}

/** Throws if a file is no longer the one that was submitted: its results would be given to other lines. */
export async function checkUnchanged({ file, journal }: JobPaths, settings: JobSettings): Promise<void> {
  const { bytes, sha256 } = await readFacts(file);
  if (bytes === settings.file.bytes && sha256 === settings.file.sha256) return;
  throw new UsageError(
    `${file} has changed since it was submitted: it had ${settings.file.bytes} bytes, and the SHA-256 ` +
      `${settings.file.sha256}. Results belong to its lines as they were: put them back. ${anotherJob(journal)}`,
  );
}

/** The way to start another job with the same lines or the same name. */
export function anotherJob(journal: string): string {
  return `For another job, use another file name, or delete ${journal} once nothing of the old job is needed.`;
}
