import * as fc from 'fast-check';

/** Keys that decoders look at, and some that reach an object's prototype. */
const keys = [
  'choices', 'delta', 'message', 'content', 'text', 'reasoning_content', 'reasoning', 'tool_calls', 'function',
  'arguments', 'name', 'index', 'id', 'finish_reason', 'usage', 'prompt_tokens', 'completion_tokens', 'input_tokens',
  'output_tokens', 'total_tokens', 'prompt_tokens_details', 'output', 'audio', 'data', 'transcript', 'logprobs',
  'top_logprobs', 'token', 'logprob', 'annotations', 'search_info', 'search_results', 'url', 'title', 'tool_info',
  'created', 'model', 'request_id', 'phase', 'status', 'extra', 'deep_research', 'embeddings', 'embedding',
  'text_index', 'results', 'relevance_score', 'error', 'code', 'msg', 'type', 'constructor', 'prototype', 'toString',
]; // prettier-ignore

/** Values that mean something to a decoder at some place. */
const scalars = [
  null, true, '', 'null', 'stop', 'tool_calls', 'error_finish', 'constructor', '__proto__', 'toString', 'answer',
  'finished', 'Throttling: TPM(1/1)', '{"a":1}', '}{', '*', 'AA==', '\uD800', 0, -0, -1, 1.5, 2 ** 32, 1e308, -1e308,
  Number.MAX_SAFE_INTEGER, 4_294_967_294,
]; // prettier-ignore

const { shape } = fc.letrec<{ shape: unknown; scalar: unknown; fields: unknown; list: unknown; near: unknown }>(
  (tie) => ({
    shape: fc.oneof({ maxDepth: 6, depthSize: 'small' }, tie('scalar'), tie('fields'), tie('list'), tie('near')),
    scalar: fc.oneof(
      fc.constantFrom<unknown>(...scalars),
      fc.string({ maxLength: 8 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    fields: fc.dictionary(fc.constantFrom(...keys), tie('shape'), { maxKeys: 5 }),
    list: fc.array(tie('shape'), { maxLength: 4 }),
    // What is almost an answer reaches further into the decoders than what is none at all.
    near: fc.record(
      {
        id: tie('shape'),
        choices: fc.oneof(
          fc.array(
            fc.record(
              { index: tie('shape'), delta: tie('fields'), message: tie('fields'), finish_reason: tie('shape') },
              { requiredKeys: [] },
            ),
            { maxLength: 3 },
          ),
          tie('shape'),
        ),
        output: tie('fields'),
        usage: tie('fields'),
        data: tie('list'),
        request_id: tie('shape'),
      },
      { requiredKeys: [] },
    ),
  }),
);

/** JSON as text that a server may send in the place of anything: near to an answer, far from it, deep, or hostile. */
export const anyJSON: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: shape.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 4 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['content', 'tool_calls', 'arguments', 'audio', 'usage', 'annotations'].flatMap((key) => [
        deep(key, '[', ']'),
        deep(key, '{"a":', '}'),
      ]),
      '1e999',
      '[-1e999]',
      `{"choices":[{"delta":{"content":"x"},"index":1e999}]}`,
      '{"__proto__":{"choices":[]}}',
      '{"constructor":{"prototype":{"a":1}}}',
      '{"choices":[{"delta":{"__proto__":{"content":"no"}}}]}',
      JSON.stringify({ choices: Array.from({ length: 2000 }, () => ({ delta: { content: 'x' } })) }),
    ),
  },
);

/** A chunk of either protocol whose field of that name holds a value nested so deep that recursion does not end well. */
function deep(key: string, open: string, close: string): string {
  const value = `${open.repeat(9_000)}1${close.repeat(9_000)}`;
  const call = `"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":${value}}}]`;
  const field = key === 'arguments' ? call : `"${key}":${value}`;
  return `{"${key}":${key === 'usage' ? value : 'null'},"choices":[{"delta":{"content":"y",${field}}}],"output":{"choices":[{"message":{"content":"y",${field}}}]}}`;
}
