import type { ChatRequest } from '../core/request.js';
import type { Warning } from '../core/warning.js';
import { encodeParameters } from '../wire/parameters.js';
import { encodeMessages, type Service } from './messages.js';
import { paths } from './routes.js';
import type { WireRequest } from './wire.js';

/** Options that this protocol carries and the compatible one does not. */
const own = ['ocrOptions', 'vlEnableImageHwOutput', 'enableTextImageMixed'] as const;

/** Options of the compatible protocol that this one has no place for. */
const compatibleOnly = ['modalities', 'audio', 'user', 'metadata'] as const;

/** Writes a chat request as the body of the service that its model belongs to. */
export function encodeChat(
  request: ChatRequest,
  service: Service,
): { path: string; body: WireRequest; headers: Record<string, string>; warnings: Warning[] } {
  const body: WireRequest = {
    model: request.model,
    input: { messages: encodeMessages(request.prompt, service) },
    parameters: {
      ...encodeParameters(request, own),
      result_format: 'message',
      // Deltas always, whatever incrementalOutput says: newer models refuse false, and the caller sees no difference.
      ...(request.stream && { incremental_output: true }),
    },
  };
  return {
    path: paths[service],
    body,
    headers: request.stream ? { 'x-dashscope-sse': 'enable' } : {},
    warnings: unsent(request),
  };
}

function unsent({ options: { known } }: ChatRequest): Warning[] {
  return compatibleOnly
    .filter((option) => known[option] !== undefined && !isDefault(option, known[option]))
    .map((setting) => ({
      type: 'unsupported-setting',
      setting,
      details: 'The native DashScope protocol has no such parameter; the OpenAI-compatible one has it: qwen(...).',
    }));
}

/** Text alone is what this protocol answers with anyway. */
function isDefault(option: string, value: unknown): boolean {
  return option === 'modalities' && Array.isArray(value) && value.every((kind) => kind === 'text');
}
