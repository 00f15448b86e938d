import type { Dialect } from '../../connection/dialect.js';
import type { Warning } from '../../options/warning.js';
import { mergeObjects } from '../../util/json.js';
import type { ChatRequest } from '../prompt/request.js';
import { adaptPrompt } from './prompt.js';
import { encodeDialectOptions } from '../wire/dialect-options.js';
import { encodeThinking } from './thinking.js';

/** `adaptRequest`, which is loaded for other servers only. */
export type AdaptRequest = typeof adaptRequest;

/**
 * Turns a request into the dialect of a server other than Model Studio. Options that the server does not document are
 * left out with a warning. Parameters in the server's own spelling are sent unchanged, and win.
 */
export function adaptRequest(request: ChatRequest, dialect: Dialect): { request: ChatRequest; warnings: Warning[] } {
  const thinking = encodeThinking(request, dialect);
  const options = encodeDialectOptions(request, dialect);
  const adapted = adaptPrompt(request, dialect);
  const fields = [thinking.fields, options.fields, adapted.fields].reduce(mergeObjects);
  const { strictJsonSchema, parallelToolCalls } = request.options.known;
  const parallel = dialect.parameters.parallelToolCalls === undefined ? undefined : parallelToolCalls;
  return {
    request: {
      ...request,
      ...askForJson(request, dialect),
      prompt: adapted.prompt,
      tools: adapted.tools,
      topK: undefined,
      options: {
        known: { strictJsonSchema, parallelToolCalls: parallel },
        extra: mergeObjects(fields, request.options.extra),
      },
    },
    warnings: [...thinking.warnings, ...options.warnings, ...adapted.warnings],
  };
}

/**
 * Requests any object by a schema where the server refuses `json_object`, and only in the prompt after it refused the
 * schema.
 */
function askForJson({ output, responseFormat, schemaRefusal }: ChatRequest, { json }: Dialect): Partial<ChatRequest> {
  if (json !== 'schema-only' || output.kind !== 'json' || responseFormat !== 'object') return {};
  if (schemaRefusal !== undefined) return { responseFormat: 'none' };
  return { responseFormat: 'schema', output: { ...output, schema: output.schema ?? { type: 'object' } } };
}
