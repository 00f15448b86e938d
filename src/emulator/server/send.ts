import { breakAnswer, breakStream, type Endings } from './breakage.js';
import type { RequestContext } from './context.js';
import type { PreparedAnswer } from './answer-script.js';
import { each, eventStreamType, jsonType, pace, respond, respondRaw, tempoOf } from './response.js';

/** Sends an answer, whole or event by event, and breaks it off where the script says so. */
export function send(context: RequestContext, { script, body, events }: PreparedAnswer, endings: Endings): Response {
  const { chunkSize, deltaDelay } = tempoOf(context, script);
  if (events !== undefined) {
    const breakage = script.failAfter && breakStream(script.failAfter, endings);
    const pieces = pace(events, deltaDelay, context.signal, breakage);
    const type = script.failAfter?.form === 'html' && script.failAfter.deltas === 0 ? 'text/html' : eventStreamType;
    return respond(context, { type, pieces }, chunkSize);
  }
  if (body === undefined) return respondRaw(context, script.raw!, chunkSize);
  const text = JSON.stringify(body);
  if (script.failAfter === undefined) return respond(context, { type: jsonType, pieces: each([text]) }, chunkSize);
  const { type, pieces, aftermath } = breakAnswer(script.failAfter, text, endings);
  return respond(context, { type, pieces: each(pieces, aftermath, context.signal) }, chunkSize);
}
