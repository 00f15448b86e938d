import type { ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import { encodeMessages } from '../wire/messages.js';
import { encodeParameters } from '../wire/parameters.js';
import { unsupportedOptions } from '../wire/unsupported-options.js';
import { contentWriter } from './messages.js';
import type { WireRequest } from './wire.js';

/** Writes a chat request as the body of `POST /chat/completions`, and says what of it the protocol can't carry. */
export function encodeChat(request: ChatRequest): { body: WireRequest; warnings: Warning[] } {
  const body: WireRequest = {
    model: request.model,
    messages: encodeMessages(request.prompt, contentWriter),
    ...(request.stream && { stream: true, stream_options: { include_usage: true } }),
    ...encodeParameters(withAudioFormat(request), 'compatible'),
  };
  return { body, warnings: unsupportedOptions(request, 'compatible') };
}

/** The format of spoken answers is required. */
function withAudioFormat(request: ChatRequest): ChatRequest {
  const { known, extra } = request.options;
  const { audio } = known;
  if (audio === undefined) return request;
  const changed = { ...known, audio: { voice: audio.voice, format: audio.format ?? 'wav' } };
  return { ...request, options: { known: changed, extra } };
}
