import { APICallError } from '@ai-sdk/provider';
import { redactError } from '../../http/redact-error.js';
import { redactValue, type Redact } from '../../http/redact.js';
import type { AnswerDecoder } from './content.js';
import type { AnswerEvent } from './event.js';

/**
 * Redacts the ids, metadata, sources, raw chunks and errors of an answer. The model's words stay as they are. Changes
 * the events from `from` on in place; nothing else has seen them yet.
 */
export function redactEvents(events: AnswerEvent[], redact: Redact, from = 0): AnswerEvent[] {
  for (let place = from; place < events.length; place += 1) {
    redactEvent(events[place]!, redact);
  }
  return events;
}

/** A decoder whose events are redacted. */
export function redactAnswer({ decode, end, fail }: AnswerDecoder, redact: Redact): AnswerDecoder {
  const shown = <Result>(result: Result): Result => {
    if (Array.isArray(result)) redactEvents(result, redact);
    return result;
  };
  return {
    decode(chunk, events) {
      const from = events.length;
      try {
        return decode(chunk, events);
      } finally {
        // The events before an error as well.
        redactEvents(events, redact, from);
      }
    },
    end: () => shown(end()),
    fail: (error) => shown(fail(error)),
  };
}

function redactEvent(event: AnswerEvent, redact: Redact): void {
  switch (event.type) {
    case 'text':
    case 'reasoning':
      if (event.item !== undefined) event.item = redact(event.item);
      break;
    case 'tool-call':
      if (event.item !== undefined) event.item = redact(event.item);
      event.id = redact(event.id);
      break;
    case 'tool-delta':
    case 'built-in-start':
      event.id = redact(event.id);
      break;
    case 'metadata':
      if (event.id !== undefined) event.id = redact(event.id);
      if (event.model !== undefined) event.model = redact(event.model);
      break;
    case 'source':
      event.id = redact(event.id);
      event.url = redact(event.url);
      if (event.title !== undefined) event.title = redact(event.title);
      event.metadata = redactValue(event.metadata, redact);
      break;
    case 'document':
      event.id = redact(event.id);
      event.title = redact(event.title);
      if (event.filename !== undefined) event.filename = redact(event.filename);
      break;
    case 'built-in-call':
      event.id = redact(event.id);
      event.input = redactValue(event.input, redact);
      event.output = redactValue(event.output, redact);
      break;
    case 'raw':
      event.value = redactValue(event.value, redact);
      break;
    case 'error':
      // Errors of calls are redacted when they are made.
      if (!APICallError.isInstance(event.error)) event.error = redactError(event.error, redact);
      break;
    case 'finish':
      if (event.rawReason !== undefined) event.rawReason = redact(event.rawReason);
      if (event.metadata !== undefined) event.metadata = redactValue(event.metadata, redact);
      if (event.usage.raw !== undefined) event.usage = { ...event.usage, raw: redactValue(event.usage.raw, redact) };
      break;
    default:
  }
}
