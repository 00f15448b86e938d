import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRetryable } from '../../../src/http/error-codes.js';
import type { Failure } from '../../../src/http/failure.js';
import {
  readBodyFailure,
  readComplaint,
  readErrorFrame,
  readErrorText,
  readFailure,
  readFailureBody,
} from '../../../src/http/read-failure.js';
import { runs } from '../../support/noise.js';

/*
 * Errors in any shape that servers are known to write, at any place where one can stand: the same words come out. And
 * answers with anything beside them, which are no errors.
 */

/** The content of an error. */
interface Fault {
  message: string;
  /** A type whose status is known, or none. */
  kind?: (typeof kinds)[number];
  /** The status as a number in the body. */
  status?: number;
  requestId?: string;
}

const kinds = [
  ['server_error', 500],
  ['overloaded_error', 503],
  ['rate_limit_error', 429],
  ['invalid_request_error', 400],
  ['authentication_error', 401],
  ['not_found_error', 404],
  ['Throttling.RateQuota', 429],
  ['InternalError.Algo', 500],
  ['InvalidParameter', 400],
] as const;

const words = fc
  .array(fc.constantFrom('the', 'model', 'is', 'gone', 'token', '你好', 'number', '7', '"so"', '\\', 'data:', '<b>'), {
    minLength: 2,
    maxLength: 8,
  })
  .map((list) => `It says ${list.join(' ')}.`);

const fault: fc.Arbitrary<Fault> = fc.record(
  {
    message: words,
    kind: fc.constantFrom(...kinds),
    status: fc.integer({ min: 400, max: 599 }),
    requestId: fc.uuid(),
  },
  { requiredKeys: ['message'] },
);

type Writer = (fault: Fault) => Record<string, unknown>;

const nested: Writer = ({ message, kind, status, requestId }) => ({
  error: { message, type: kind?.[0] ?? null, code: status ?? null, param: null },
  ...(requestId !== undefined && { request_id: requestId }),
});

/** Shapes that say of themselves that they are errors. */
const marked: Record<string, Writer> = {
  nested,
  'nested with the kind as its code': ({ message, kind, status, requestId }) => ({
    error: { message, code: kind?.[0] ?? '', status },
    id: requestId === undefined ? undefined : `chatcmpl-${requestId}`,
  }),
  flat: ({ message, kind, status, requestId }) => ({
    code: kind?.[0] ?? status ?? 'Unknown',
    message,
    status_code: status,
    request_id: requestId,
  }),
  'object error': ({ message, kind, status, requestId }) => ({
    object: 'error',
    message,
    type: kind?.[0],
    code: status ?? null,
    request_id: requestId,
  }),
  'type error': ({ message, kind, status, requestId }) => ({
    type: 'error',
    error: { type: kind?.[0], message, status },
    request_id: requestId,
  }),
  text: ({ message, kind, status, requestId }) => ({
    error: message,
    code: kind?.[0],
    status,
    requestId,
  }),
};

/** Shapes that are known for errors only by their place. */
const bare: Record<string, Writer> = {
  message: ({ message, kind, status, requestId }) => ({ message, type: kind?.[0], status, request_id: requestId }),
  detail: ({ message, kind, status, requestId }) => ({
    detail: message,
    type: kind?.[0],
    status,
    request_id: requestId,
  }),
  'detail as a list': ({ message, kind, status, requestId }) => ({
    detail: [{ msg: message, type: kind?.[0] }],
    status,
    request_id: requestId,
  }),
  errors: ({ message, kind, status, requestId }) => ({
    errors: [{ message, code: kind?.[0], status }],
    request_id: requestId,
  }),
  error_msg: ({ message, kind, status, requestId }) => ({
    error_msg: message,
    type: kind?.[0],
    http_status: status,
    request_id: requestId,
  }),
  fault: ({ message, kind, status, requestId }) => ({
    fault: { faultstring: message, detail: { errorcode: kind?.[0] } },
    status,
    'x-request-id': requestId,
  }),
};

/** Wrappings that gateways put around the error of a server. */
const wrappers: Record<string, (inner: Record<string, unknown>) => Record<string, unknown>> = {
  nothing: (inner) => inner,
  'metadata.raw as text': (inner) => ({
    error: { message: 'Provider returned error', metadata: { raw: JSON.stringify(inner), provider_name: 'x' } },
  }),
  'metadata.raw as an object': (inner) => ({ error: { message: 'Provider returned error', metadata: { raw: inner } } }),
  'a message of JSON': (inner) => ({ error: { message: JSON.stringify(inner) } }),
  'a text of JSON': (inner) => ({ error: JSON.stringify(inner) }),
  'a detail': (inner) => ({ error: { detail: inner } }),
};

const oneOf = <Value>(table: Record<string, Value>) =>
  fc.constantFrom(...Object.keys(table)).map((name) => table[name]!);

/** Keys without a value are not there in JSON. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

function check(failure: Failure | undefined, { message, kind, status, requestId }: Fault, fallback?: number): void {
  expect(failure?.message).toBe(message);
  const settled = status ?? kind?.[1] ?? fallback;
  expect(failure?.status).toBe(settled);
  expect(failure?.requestId).toBe(requestId);
  if (settled !== undefined) expect(isRetryable(failure!)).toBe([408, 409, 429].includes(settled) || settled >= 500);
}

describe('any error', () => {
  test('any error that says so is read from a chunk, from frames and from the text of an answer that broke off', () => {
    fc.assert(
      fc.property(fault, oneOf(marked), oneOf(wrappers), (said, write, wrap) => {
        const value = plain(wrap(plain(write(said))));
        check(readFailure(value), said);
        check(readBodyFailure(value), said);
        check(readErrorFrame(JSON.stringify(value), undefined), said, 400);
        check(readErrorText(JSON.stringify(value), said.requestId), said);
        check(readErrorText(`id:1\nevent:error\ndata:${JSON.stringify(value)}\n\n`, said.requestId), said);
      }),
      runs(500),
    );
  });

  test('any error in the place of an answer is read as a complaint, and by a marked frame', () => {
    fc.assert(
      fc.property(fault, oneOf({ ...marked, ...bare }), (said, write) => {
        const value = plain(write(said));
        check(readComplaint(value), said);
        check(readBodyFailure(value), said);
        check(readErrorFrame(JSON.stringify(value, null, 1), undefined), said, 400);
      }),
      runs(500),
    );
  });

  test('any error with a bad status is read from the body, and the status in it counts', () => {
    const bad = fc.constantFrom(400, 404, 429, 500, 503);
    fc.assert(
      fc.property(fault, oneOf({ ...marked, ...bare }), oneOf(wrappers), bad, (said, write, wrap, status) => {
        const failure = readFailureBody(JSON.stringify(wrap(plain(write(said)))), status, 'Bad');
        expect([failure.message, failure.status]).toEqual([said.message, said.status ?? status]);
      }),
      runs(500),
    );
  });

  test('any error whose frame has its status in a comment has that one', () => {
    fc.assert(
      fc.property(fault, fc.constantFrom('\n', '\r\n', '\r'), (said, ending) => {
        const { message, kind, requestId } = said;
        const data = JSON.stringify({ code: kind?.[0] ?? 'Unknown', message, request_id: requestId });
        const status = said.status ?? 429;
        const frame = ['id:1', 'event:error', `:HTTP_STATUS/${status}`, `data:${data}`, '', ''].join(ending);
        for (const failure of [readErrorText(frame, requestId), readFailureBody(frame, 400, '')]) {
          check(failure, { ...said, status });
        }
      }),
      runs(300),
    );
  });
});

describe('any answer', () => {
  const nothing = fc.constantFrom(null, '', 0, 200, '200', 'ok', 'Success', false, [], {});
  const text = fc.oneof(nothing, words, fc.constant('rate limit'));
  const beside = fc.record(
    {
      error: fc.oneof(nothing, fc.record({ code: fc.constantFrom(0, 200, '0', 'ok'), message: text })),
      errors: fc.oneof(nothing, fc.array(fc.record({ message: words }), { maxLength: 2 })),
      code: fc.oneof(nothing, fc.constantFrom('A10', 1_000, 'cached')),
      message: text,
      msg: text,
      detail: text,
      status: fc.constantFrom('ok', 'completed', 'error', 200, null),
      success: fc.boolean(),
      fault: nothing,
      type: fc.constantFrom('message', 'completion', null, ''),
    },
    { requiredKeys: [] },
  );
  const answers = fc.constantFrom<object>(
    { id: 'chatcmpl-1', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: 'Hi' } }] },
    { choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }] },
    { output: { choices: [{ message: { content: 'Hi' } }] }, request_id: 'r' },
    { output: { text: 'Hi', finish_reason: 'stop' } },
    { object: 'list', data: [{ index: 0, embedding: [1] }] },
    { output: { embeddings: [] }, request_id: 'r' },
    { results: [{ index: 0, relevance_score: 0.5 }] },
    { id: 'file-1', object: 'file', purpose: 'batch' },
    { id: 'batch_1', object: 'batch' },
  );

  test('any answer is not an error, whatever stands beside it', () => {
    fc.assert(
      fc.property(answers, beside, (answer, more) => {
        const value = { ...more, ...answer };
        expect(readFailure(value)).toBeUndefined();
        expect(readBodyFailure(value)).toBeUndefined();
      }),
      runs(1_000),
    );
  });

  test('any JSON is read without an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readFailure(value);
        readComplaint(value);
        const read = readFailureBody(JSON.stringify({ error: value, detail: value, message: value }), 500, '');
        expect(read.message).not.toBe('');
      }),
      runs(1_000),
    );
  });
});
