import { isFields } from './checks/fields.js';
import type { Exchange } from './exchange.js';
import { failureOf, Refusal, refuse } from './refusal.js';

/** Reads the body of a request as a JSON object. */
export function readBody(exchange: Exchange): void {
  const type = exchange.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) refuse('content-type', { given: type });
  try {
    const body: unknown = JSON.parse(exchange.text);
    if (isFields(body)) exchange.body = body;
    else refuse('body-not-json');
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(failureOf('body-not-json'));
  }
}
