import { checkFields } from '../checks/fields.js';
import type { RecognitionModel } from '../catalogue/recognition-models.js';
import { refuse } from '../rules/api-error.js';
import { allRules, type RuleName } from '../rules/rules.js';
import type { RequestContext } from '../server/context.js';
import type { TaskEnd } from '../stores/tasks.js';
import { createTask } from '../tasks/create.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { listen, type Hearing } from './listen.js';
import { load, type Loaded } from './load.js';
import { type FileOptions, transcriptFile } from './transcript.js';

/** Seconds that the gateway says it waits, as for other tasks. */
const timeout = 298;
const daySeconds = 86_400;

/** A task of one file. */
interface FileTask {
  context: RequestContext;
  model: RecognitionModel;
  url: string;
  parameters: JsonObject;
}

/** Answers POST /services/audio/asr/transcription. */
export async function answerFiles(context: RequestContext, model: RecognitionModel): Promise<Response> {
  const url = readUrl(context.given.input as JsonObject, model);
  const parameters = readParameters(context, model);
  // Tasks take links only.
  const loaded: Loaded = url.startsWith('data:') ? { failure: 'failed' } : await load(context, url, model.id);
  const task = { context, model, url, parameters };
  const metrics = { task_metrics: { TOTAL: 1, SUCCEEDED: 0, FAILED: 0 } };
  return createTask(context, {
    kind: 'transcription',
    model: model.id,
    prompt: url,
    timeout,
    runningOutput: metrics,
    end: (script) => endOf(task, loaded, script.text ?? script.deltas?.join('')),
  });
}

function readUrl(input: JsonObject, { kind, family }: RecognitionModel): string {
  if (kind === 'file') {
    if (typeof input.file_url !== 'string' || input.file_url === '') refuse('asr-malformed-url');
    return input.file_url;
  }
  const urls = input.file_urls;
  if (!Array.isArray(urls) || urls.length === 0 || !urls.every((url) => typeof url === 'string')) {
    refuse(family === 'qwen-audio' ? 'asr-file-url' : 'asr-file-urls');
  }
  if (urls.length > 1) refuse('asr-one-file');
  return urls[0] as string;
}

function readParameters({ given, policy }: RequestContext, model: RecognitionModel): JsonObject {
  const input = model.kind === 'file' ? 'file_url' : 'file_urls';
  checkFields(given.input as JsonObject, input, policy, 'input.');
  const parameters = given.parameters ?? {};
  if (!isObject(parameters)) refuse('parameter-type', { field: 'parameters', type: 'Object' });
  return checkFields(parameters, model.parameters, policy, 'parameters.');
}

function endOf(task: FileTask, loaded: Loaded, said: string | undefined): TaskEnd {
  const { model } = task;
  if ('failure' in loaded) {
    if (model.kind === 'files') return failed(task, 'asr-download');
    const { failure } = loaded;
    const isKnown = {
      forbidden: 'asr-file-forbidden',
      missing: 'asr-file-missing',
      failed: 'asr-file-download',
    } as const;
    return failed(task, isKnown[failure]);
  }
  const hearing = listen(loaded, said);
  if (hearing.channels.every((sentences) => sentences.length === 0)) return failed(task, 'asr-silence');
  return succeeded(task, hearing);
}

/** A failure of the only file is one of the task. Models of one file tell the word twice. */
function failed({ model, url }: FileTask, rule: RuleName): TaskEnd {
  const { nativeCode: code, message } = allRules[rule];
  if (model.kind === 'file') return { status: 'FAILED', output: { code, message: code } };
  const results = [{ file_url: url, code, message, subtask_status: 'FAILED' }];
  const task_metrics = { TOTAL: 1, SUCCEEDED: 0, FAILED: 1 };
  return { status: 'FAILED', output: { code, message, results, task_metrics } };
}

function succeeded(task: FileTask, hearing: Hearing): TaskEnd {
  const { model, url } = task;
  const transcription_url = keep(task, hearing);
  const seconds = Math.ceil(hearing.seconds);
  if (model.kind === 'file') {
    const channels = channelsOf(task.parameters);
    return {
      status: 'SUCCEEDED',
      output: { result: { transcription_url } },
      usage: { seconds: seconds * Math.max(1, channels.length) },
    };
  }
  const results = [{ file_url: url, transcription_url, subtask_status: 'SUCCEEDED' }];
  const task_metrics = { TOTAL: 1, SUCCEEDED: 1, FAILED: 0 };
  return { status: 'SUCCEEDED', output: { results, task_metrics }, usage: { duration: seconds } };
}

/** Keeps the transcript for a day, behind a link with the name of the file to save it as. */
function keep({ context, model, url, parameters }: FileTask, hearing: Hearing): string {
  const { media, now, newId, url: own } = context;
  const options: FileOptions = {
    url,
    family: model.family,
    channels: channelsOf(parameters),
    diarizes: parameters.diarization_enabled === true,
    tellsWords: model.kind === 'files' || parameters.enable_words === true,
    language: typeof parameters.language === 'string' ? parameters.language : undefined,
  };
  const name = `${newId()}.json`;
  const content = {
    type: 'application/json',
    make: () => new TextEncoder().encode(JSON.stringify(transcriptFile(hearing, options))),
  };
  const path = media.results.add(name, content, now, daySeconds);
  const origin = own.hostname.endsWith('.aliyuncs.com') ? `http://${own.host}` : own.origin;
  return `${origin}${path}&response-content-disposition=${encodeURIComponent(`attachment;filename=${name}`)}`;
}

function channelsOf({ channel_id: given }: JsonObject): number[] {
  return Array.isArray(given) ? given.filter((channel): channel is number => Number.isInteger(channel)) : [0];
}
