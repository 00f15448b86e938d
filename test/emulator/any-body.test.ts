import { createEmulator } from 'ai-sdk-qwen/emulator';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchCaller } from '../support/batch-requests.js';

const names =
  'model messages input parameters tools tool_choice response_format stream stream_options stop n temperature ' +
  'max_tokens role content type text image_url url video fps image function name arguments tool_calls id index ' +
  'schema json_schema properties required enum items pattern anyOf $ref prompt history user bot texts query ' +
  'documents top_n dimensions encoding_format enable_thinking search_options enable_search ocr_options task ' +
  'task_config result_schema translation_options partial cache_control function_call skill modalities audio data ' +
  'call_id output arguments summary effort instructions store previous_response_id file_url vector_store_ids ' +
  'custom_id method endpoint input_file_id completion_window metadata ds_name constructor __proto__ toString';
const values =
  'qwen-plus qwen3-vl-plus text-embedding-v4 qwen3-rerank qwen-mt-plus qwen-vl-ocr user assistant tool function ' +
  'input_text input_image input_file function_call function_call_output reasoning web_search web_extractor mcp ' +
  'file_search code_interpreter image_search web_search_image system text image_url json_schema json_object object array string auto required {} now';

const scalar = fc.oneof(
  fc.constantFrom(...values.split(' '), 'data:image/png;base64,AAAA', 'JSON schema: {"type":"object","required":3}'),
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    scalar,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names.split(' ')), tie('json'), { maxKeys: 6 }),
  ),
}));
const object = fc.dictionary(fc.constantFrom(...names.split(' ')), json, { maxKeys: 6 });

const role = fc.constantFrom('user', 'assistant', 'tool', 'system', 'function');
const message = fc.tuple(object, role, json).map(([more, who, content]) => ({ ...more, role: who, content }));
const models = ['qwen-plus', 'qwen3-vl-plus', 'qwen-mt-plus', 'qwen3.8-max', 'qwen-long', 'qwen-coder-turbo'];
const chat = fc
  .tuple(object, fc.constantFrom(...models), fc.array(message, { maxLength: 4 }))
  .map(([more, model, messages]) => ({ ...more, model, messages }));
const responses = fc.tuple(object, fc.array(fc.oneof(message, object), { maxLength: 4 })).map(([more, input]) => ({
  ...more,
  model: 'qwen3.8-max',
  input,
}));
const native = chat.map(({ model, messages, ...parameters }) => ({ model, input: { messages }, parameters }));
const forced = fc.tuple(object, fc.string({ minLength: 1 })).map(([parameters, content]) => ({
  model: 'qwen-plus',
  messages: [{ role: 'user', content }],
  tools: [{ type: 'function', function: { name: 'now', parameters } }],
  tool_choice: { type: 'function', function: { name: 'now' } },
}));

const paths = [
  '/compatible-mode/v1/chat/completions',
  '/compatible-mode/v1/completions',
  '/compatible-mode/v1/embeddings',
  '/compatible-mode/v1/responses',
  '/compatible-mode/v1/conversations',
  '/api/v1/apps/a01/completion',
  '/compatible-mode/v1/batches',
  '/compatible-api/v1/reranks',
  '/api/v1/services/aigc/text-generation/generation',
  '/api/v1/services/aigc/multimodal-generation/generation',
  '/api/v1/services/embeddings/text-embedding/text-embedding',
  '/api/v1/services/rerank/text-rerank/text-rerank',
  '/oss',
];
const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' };

test('a body of any shape is answered or refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.oneof(json, chat, native, responses, forced),
      fc.boolean(),
      fc.constantFrom('warn' as const, 'refuse' as const),
      async (path, body, streams, unknownParameters) => {
        const { fetch } = createEmulator({ unknownParameters });
        const response = await fetch(`http://localhost${path}`, {
          method: 'POST',
          headers: { ...headers, ...(streams && { 'x-dashscope-sse': 'enable' }) },
          body: JSON.stringify(body),
        });
        expect((await response.text()).length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 1_000 * Number(process.env['PROPERTY_RUNS'] ?? 1) },
  );
}, 600_000);

const embedding = fc.tuple(object, json).map(([more, input]) => ({ ...more, model: 'text-embedding-v4', input }));
const question = chat.map((body) => ({ ...body, model: 'qwen3-vl-plus', enable_thinking: false }));

/** A file of lines; most of them fit the endpoint. */
const batch = fc.constantFrom('/v1/chat/completions', '/v1/embeddings').chain((endpoint) => {
  const body = endpoint === '/v1/embeddings' ? embedding : question;
  const right = fc
    .tuple(fc.uuid(), body)
    .map(([id, asked]) => ({ custom_id: id, method: 'POST', url: endpoint, body: asked }));
  const text = fc.oneof({ weight: 8, arbitrary: right }, object).map((value) => JSON.stringify(value));
  const line = fc.oneof({ weight: 8, arbitrary: text }, fc.string());
  return fc.record({ endpoint: fc.constant(endpoint), lines: fc.array(line, { minLength: 1, maxLength: 4 }) });
});

test('a file of lines of any shape is run, or refused line by line', async () => {
  await fc.assert(
    fc.asyncProperty(
      batch,
      fc.constantFrom('warn' as const, 'refuse' as const),
      async ({ lines, endpoint }, unknownParameters) => {
        const caller = batchCaller(createEmulator({ unknownParameters }));
        const { id } = await caller.start(lines.join('\n'), endpoint);
        for (const status of ['in_progress', 'completed']) {
          const seen = await caller.look(id);
          expect(seen.status).toBeOneOf([status, 'failed']);
          if (seen.status === 'failed') expect(seen.errors.data.length).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 300 * Number(process.env['PROPERTY_RUNS'] ?? 1) },
  );
}, 600_000);
