import type { ScriptedAnswer } from '../model/script.js';
import { failureOf } from '../rules/api-error.js';
import type { Failure } from '../rules/failure.js';
import { takeAnswerScript } from '../server/answer-script.js';
import type { RequestContext } from '../server/context.js';
import { ConnectionReset, meetFault } from '../server/faults.js';
import { each, jsonType, respond, respondRaw } from '../server/response.js';
import type { Creations } from '../stores/media.js';
import type { TaskEnd } from '../stores/tasks.js';

/** A call that passed the checks. */
export interface Creation {
  kind: keyof Creations;
  model: string;
  prompt: string;
}

/** A task to be created. `end` makes what it ends with, which a script may change. */
export interface TaskPlan extends Creation {
  end: (script: ScriptedAnswer) => TaskEnd;
  runningOutput?: object;
  /** Milliseconds the gateway says it waits, in seconds (recorded). */
  timeout: number;
}

/** Answers a call that costs money: as scripted, or with what `answer` makes; counts it once it is accepted. */
export async function create(
  context: RequestContext,
  { kind, prompt }: Creation,
  answer: (script: ScriptedAnswer) => Response,
): Promise<Response> {
  const lost = await meetFault(context, 'creation');
  const script = await takeAnswerScript(context, prompt);
  if (script.raw !== undefined) return respondRaw(context, script.raw, context.tempo.chunkSize);
  const response = answer(script);
  context.media.creations[kind] += 1;
  if (lost) throw new ConnectionReset();
  return response;
}

/** Takes the script of a call that costs money, and counts the call; its answer may be lost as that of any creation. */
export async function accept(context: RequestContext, kind: keyof Creations): Promise<ScriptedAnswer> {
  const lost = await meetFault(context, 'creation');
  const script = await takeAnswerScript(context, '');
  if (script.raw === undefined) context.media.creations[kind] += 1;
  if (lost) throw new ConnectionReset();
  return script;
}

/** Creates a task and answers with its id. */
export function createTask(context: RequestContext, plan: TaskPlan): Promise<Response> {
  return create(context, plan, (script) => {
    const { id: requestId, now, region, path, media, newId } = context;
    const id = newId();
    media.tasks.add({
      id,
      requestId,
      model: plan.model,
      service: path.split('/').slice(2).join(':'),
      region,
      created: now,
      end: endOf(script, plan),
      ...(plan.runningOutput && { runningOutput: plan.runningOutput }),
      delay: script.task?.delay,
    });
    const body = { request_id: requestId, output: { task_id: id, task_status: 'PENDING' } };
    const headers = { 'x-dashscope-timeout': String(plan.timeout) };
    return respond(context, { type: jsonType, headers, pieces: each([JSON.stringify(body)]) });
  });
}

/** The end of a task that is refused after it was created. */
export function refusedLater(failure: Failure, output: object = {}): TaskEnd {
  return { ...failedWith(failure, output), atOnce: true };
}

function failedWith(failure: Failure | undefined, output: object = {}): TaskEnd {
  if (failure === undefined) return { status: 'FAILED' };
  const { nativeCode, code, nativeMessage, message } = failure;
  const told = { code: nativeCode ?? code, message: nativeMessage ?? message };
  return { status: 'FAILED', output: { ...told, ...output } };
}

function endOf(script: ScriptedAnswer, plan: TaskPlan): TaskEnd {
  const { status, failure } = script.task ?? {};
  if (status === 'FAILED' || failure !== undefined) return failedWith(failure && failureOf(failure));
  if (status === 'CANCELED' || status === 'UNKNOWN') return { status };
  return plan.end(script);
}
