import { breakAnswer, breakStream, type Endings } from './breakage.js';
import type { Exchange } from './exchange.js';
import type { Prepared } from './answer-script.js';
import { each, EVENT_STREAM, JSON_TYPE, pace, respond, respondRaw, tempoOf } from './response.js';

/** Sends an answer, whole or event by event, and breaks it off where the scenario says so. */
export function send(exchange: Exchange, { script, body, events }: Prepared, endings: Endings): Response {
  const { chunkSize, deltaDelay } = tempoOf(exchange, script);
  if (events !== undefined) {
    const breakage = script.failAfter && breakStream(script.failAfter, endings);
    const pieces = pace(events, deltaDelay, exchange.signal, breakage);
    const type = script.failAfter?.form === 'html' && script.failAfter.deltas === 0 ? 'text/html' : EVENT_STREAM;
    return respond(exchange, { type, pieces }, chunkSize);
  }
  if (body === undefined) return respondRaw(exchange, script.raw!, chunkSize);
  const text = JSON.stringify(body);
  if (script.failAfter === undefined) return respond(exchange, { type: JSON_TYPE, pieces: each([text]) }, chunkSize);
  const { type, pieces, aftermath } = breakAnswer(script.failAfter, text, endings);
  return respond(exchange, { type, pieces: each(pieces, aftermath, exchange.signal) }, chunkSize);
}
