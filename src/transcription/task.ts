import type { APICallError } from '@ai-sdk/provider';
import type { Connection } from '../connection/connection.js';
import { parseJSON } from '../http/parse-json.js';
import type { Post } from '../http/transport.js';
import { createTask, type TaskAnswer } from '../tasks/endpoint.js';
import { rewritten } from '../tasks/errors.js';
import { loadResults, notLoaded } from '../tasks/results.js';
import { checkTaskId } from '../tasks/tasks.js';
import { succeeded, waitForTask, type Waiting } from '../tasks/wait.js';
import { finiteNumber } from '../util/json.js';
import type { Answer } from './answer.js';
import { decodeFile, decodeResult, isSilent } from './decode.js';
import type { TranscribeOptions } from './options.js';
import type { Transcript, TranscriptionCall } from './transcription.js';

const hour = 3_600_000;

// Twelve hours of speech with the times of words.
const maxBytes = 256 * 1024 * 1024;

const nothing: Transcript = {
  text: '',
  sentences: [],
  channels: [],
  language: undefined,
  emotion: undefined,
  seconds: undefined,
};

type Known = TranscribeOptions['known'];

function waitingOf({ abortSignal, headers }: TranscriptionCall, known: Known): Waiting {
  const { pollInterval, deadline = hour, timeout } = known;
  return { abortSignal, headers, timeout, pollInterval, deadline, cancels: true };
}

/** Transcribes in a task, which is created once. */
export async function runTask(
  connection: Connection,
  request: Post,
  call: TranscriptionCall,
  known: Known,
): Promise<Answer> {
  const created = await createTask(connection, request);
  const answer = await waitForTask(connection, created.task.id, waitingOf(call, known), created);
  return await answerOf(connection, answer, call, known);
}

/** Waits for a task that was created before. */
export async function resumeTask(
  connection: Connection,
  taskId: string,
  call: TranscriptionCall,
  known: Known,
): Promise<Answer> {
  checkTaskId(taskId, 'resume.taskId');
  return await answerOf(connection, await waitForTask(connection, taskId, waitingOf(call, known)), call, known);
}

/** Reads the transcript of a finished task. The service lets a task without speech fail; here it succeeds. */
async function answerOf(
  connection: Connection,
  answer: TaskAnswer,
  { abortSignal, headers }: TranscriptionCall,
  { timeout }: Known,
): Promise<Answer> {
  const { id, output, usage, requestId } = answer.task;
  const base = { reply: answer.reply, requestId, usage, taskId: id };
  const seconds = finiteNumber(usage?.duration) ?? finiteNumber(usage?.seconds);
  if (isSilent(output)) return { ...base, transcript: { ...nothing, seconds } };
  const result = decodeResult(succeeded(answer).output);
  if (!('url' in result)) {
    const message = result.message ?? 'The task succeeded without a transcript.';
    throw failure(answer, message, result.code);
  }
  const { url } = result;
  const [loaded] = await loadResults(connection, [url], { abortSignal, headers, timeout, maxBytes, taskId: id });
  if (loaded === undefined || !('file' in loaded)) throw notLoaded(loaded!.error, url, id);
  const transcript = readFile(loaded.file.bytes);
  if (transcript === undefined) throw failure(answer, `The file at ${url} is not a transcript.`);
  // Each channel is billed, so that the seconds of several are not those of the recording.
  const ofBill = transcript.channels.length > 1 ? undefined : seconds;
  return { ...base, url, transcript: { ...transcript, seconds: transcript.seconds ?? ofBill } };
}

function readFile(bytes: Uint8Array): Transcript | undefined {
  try {
    return decodeFile(parseJSON(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

/** An error about a finished task: another call would create, and pay for, another one. */
function failure({ task, reply }: TaskAnswer, message: string, code?: string): Error {
  const { id, requestId } = task;
  const error = reply.toError({ code, message, transient: false, requestId }) as APICallError;
  return rewritten(error, `${error.message} (task ${id})`, { taskId: id });
}
