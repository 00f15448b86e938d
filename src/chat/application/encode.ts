import { applicationTable } from '../option-table.js';
import type { ChatRequest } from '../prompt/request.js';
import { encodeOptions, withoutUndefined } from '../wire/parameters.js';
import type { Warning } from '../../options/warning.js';
import { encodeInput } from './messages.js';

/** Writes a call as the body of `POST /apps/{id}/completion`. */
export function encodeApplication(request: ChatRequest): { body: Record<string, unknown>; warnings: Warning[] } {
  const { options, stream } = request;
  const { known, extra } = options;
  const { prompt, messages, images, files, warnings } = encodeInput(request.prompt, known.sessionId);
  const imageList = [...images, ...(known.imageList ?? [])];
  const fileList = [...files, ...(known.fileList ?? [])];
  const body = {
    input: withoutUndefined({
      prompt,
      messages,
      session_id: known.sessionId,
      memory_id: known.memoryId,
      image_list: imageList.length > 0 ? imageList : undefined,
      file_list: fileList.length > 0 ? fileList : undefined,
      biz_params: known.bizParams,
    }),
    parameters: withoutUndefined({
      ...(stream && { incremental_output: true }),
      temperature: request.temperature,
      top_p: request.topP,
      top_k: request.topK,
      seed: request.seed,
      ...encodeOptions(known, applicationTable, 'dashscope'),
      ...thinkingOf(request),
      ...extra,
    }),
    debug: {},
  };
  return { body, warnings };
}

/** Thinking comes back only with `has_thoughts`. The option wins over the AI SDK's effort. */
function thinkingOf({ reasoning, options: { known } }: ChatRequest): Record<string, boolean | undefined> {
  const thinks = known.enableThinking ?? (reasoning === undefined ? undefined : reasoning !== 'none');
  return { enable_thinking: thinks, has_thoughts: known.hasThoughts ?? (thinks === true ? true : undefined) };
}
