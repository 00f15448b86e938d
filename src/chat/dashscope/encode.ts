import type { DashScopeEndpoint } from '../../catalogue/capabilities.js';
import type { ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import { encodeMessages } from '../wire/messages.js';
import { encodeParameters } from '../wire/parameters.js';
import { unsupportedOptions } from '../wire/unsupported-options.js';
import { contentWriters } from './messages.js';
import { paths } from './routes.js';
import type { WireRequest } from './wire.js';

/** Writes a chat request as the body for the endpoint that serves its model. */
export function encodeChat(
  request: ChatRequest,
  endpoint: DashScopeEndpoint,
): { path: string; body: WireRequest; headers: Record<string, string>; warnings: Warning[] } {
  const body: WireRequest = {
    model: request.model,
    input: { messages: encodeMessages(request.prompt, contentWriters[endpoint]) },
    parameters: {
      result_format: 'message',
      // Always deltas, whatever incrementalOutput is: newer models refuse false, and the caller sees no difference.
      ...(request.stream && { incremental_output: true }),
      ...encodeParameters(request, 'dashscope'),
    },
  };
  return {
    path: paths[endpoint],
    body,
    headers: request.stream ? { 'x-dashscope-sse': 'enable' } : {},
    warnings: unsupportedOptions(request, 'dashscope'),
  };
}
