import { wait } from './body.js';
import type { RequestContext } from './context.js';
import { failureOf, ApiError } from '../rules/api-error.js';
import { tempoOf, type StreamEvent } from './response.js';
import type { ScriptedAnswer } from '../model/script.js';

/** An answer that is ready to send: whole, or as events. */
export interface PreparedAnswer {
  script: ScriptedAnswer;
  /** The whole answer. */
  body?: object;
  /** The events of a stream, rendered as they are sent. Without body and events, the script has a raw response. */
  events?: Iterable<StreamEvent>;
}

/** Takes the next script after its delay, or throws the failure that it asks for. */
export async function takeAnswerScript(
  context: RequestContext,
  text: string,
  toolResults: string[] = [],
): Promise<ScriptedAnswer> {
  const script = await context.script({ text, toolResults });
  await wait(tempoOf(context, script).firstTokenDelay, context.signal);
  if (script.failure !== undefined) throw new ApiError(failureOf(script.failure), script.failureForm);
  return script;
}
