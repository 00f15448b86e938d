import type { ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import { encodeMessages } from '../wire/messages.js';
import { ownOptions, ownSearchFields } from '../wire/own-options.js';
import { encodeParameters } from '../wire/parameters.js';
import { unsentOptions } from '../wire/unsupported-options.js';
import { contentWriter } from './messages.js';
import type { WireRequest } from './wire.js';

/** Writes a chat request as the body of `POST /chat/completions`, and says what of it the protocol can't carry. */
export function encodeChat(request: ChatRequest): { body: WireRequest; warnings: Warning[] } {
  const body: WireRequest = {
    model: request.model,
    messages: encodeMessages(request.prompt, contentWriter),
    ...(request.stream && { stream: true, stream_options: { include_usage: true } }),
    ...encodeParameters(withoutNative(request), ownOptions.compatible),
  };
  return { body, warnings: unsentOptions(request, 'compatible') };
}

function withoutNative(request: ChatRequest): ChatRequest {
  const { known, extra } = request.options;
  const { searchOptions, audio } = known;
  if (searchOptions === undefined && audio === undefined) return request;
  const search = { ...searchOptions };
  for (const name of ownSearchFields.dashscope) delete search[name];
  const changed = {
    ...known,
    ...(searchOptions !== undefined && { searchOptions: search }),
    ...(audio !== undefined && { audio: { voice: audio.voice, format: audio.format ?? 'wav' } }),
  };
  return { ...request, options: { known: changed, extra } };
}
