import { wait } from './body.js';
import type { Exchange } from './exchange.js';
import { failureOf, Refusal } from '../rules/api-error.js';
import { tempoOf, type StreamEvent } from './response.js';
import type { ScriptedAnswer } from '../model/script.js';

/** An answer that is ready to be sent: whole, or as events. */
export interface Prepared {
  script: ScriptedAnswer;
  /** The whole answer. */
  body?: object;
  /** The events of a stream, rendered as they are sent. Without either the scenario sends a response of its own. */
  events?: Iterable<StreamEvent>;
}

/** Takes the scripted answer, or fails as scripted. */
export async function takeScript(
  exchange: Exchange,
  text: string,
  toolResults: string[] = [],
): Promise<ScriptedAnswer> {
  const script = await exchange.script({ text, toolResults });
  await wait(tempoOf(exchange, script).firstTokenDelay, exchange.signal);
  if (script.failure !== undefined) throw new Refusal(failureOf(script.failure), script.failureForm);
  return script;
}
